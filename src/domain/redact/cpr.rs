//! CPR numbers: a valid day (or day + 60), month and two-digit year, and four digits. Never judged by modulus
//! 11: since 2007 numbers are given out that do not satisfy it.

use std::ops::Range;

/// A run of digits and what follows it.
struct Run<'a> {
    at: Range<usize>,
    digits: &'a str,
    /// What stands between it and the next run.
    gap: &'a str,
}

/// Where CPR numbers stand in a shadow.
pub(super) fn find(shadow: &str) -> impl Iterator<Item = Range<usize>> {
    let runs = runs(shadow);
    let mut found = Vec::new();
    let mut next = 0;
    while next < runs.len() {
        match number_from(shadow, &runs, next) {
            Some(last) => {
                found.push(runs[next].at.start..runs[last].at.end);
                next = last + 1;
            }
            None => next += 1,
        }
    }
    found.into_iter()
}

fn runs(shadow: &str) -> Vec<Run<'_>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for (at, byte) in shadow.bytes().enumerate() {
        if byte.is_ascii_digit() {
            match places.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => places.push(at..at + 1),
            }
        }
    }
    let ends: Vec<usize> = places.iter().skip(1).map(|run| run.start).chain([shadow.len()]).collect();
    let gap =
        |(at, end): (Range<usize>, usize)| Run { digits: &shadow[at.clone()], gap: &shadow[at.end..end], at };
    places.into_iter().zip(ends).map(gap).collect()
}

/// The last run of the number that begins with run `first`, if one does.
fn number_from(shadow: &str, runs: &[Run<'_>], first: usize) -> Option<usize> {
    let mut digits = String::new();
    for (last, run) in runs.iter().enumerate().skip(first).take(12) {
        digits.push_str(run.digits);
        let parts = &runs[first..=last];
        let found = match digits.len() {
            10 => {
                valid(&digits)
                    && is_number(parts)
                    && !continues(runs, first, last)
                    && !is_amount(shadow, parts)
            }
            12 => valid_with_century(&digits) && with_century(parts),
            ..10 | 11 => false,
            _ => return None,
        };
        if found {
            return Some(last);
        }
        if !separates(run.gap) {
            return None;
        }
    }
    None
}

/// What may stand inside a number: a few marks, no letters, at most one line break.
fn separates(gap: &str) -> bool {
    gap.chars().count() <= 7
        && gap.chars().all(|c| " \n-./,:;_*|~`'\"()[]{}<>=+\\#&".contains(c))
        && gap.matches('\n').count() <= 1
}

/// One light mark, perhaps with spaces around.
fn light(gap: &str) -> bool {
    matches!(gap.trim_matches(' '), "" | "-" | "." | "/" | "_" | "--" | "\\" | "*" | "|") && gap.len() <= 4
}

/// Whether ten digits in these runs are written as a number is: the date whole or in its parts, the last
/// four whole or in even parts, and not as a date with a time, a range of dates or an amount.
fn is_number(parts: &[Run<'_>]) -> bool {
    let lengths: Vec<usize> = parts.iter().map(|run| run.digits.len()).collect();
    match lengths[..] {
        [10] => return true,
        [6, 4] => return separates(parts[0].gap),
        [2, 2, 2, 4] => return light(parts[0].gap) && light(parts[1].gap) && separates(parts[2].gap),
        _ => {}
    }
    let inner = &parts[..parts.len() - 1];
    if !inner.iter().all(|run| light(run.gap) || run.digits.len() == 6 && run.gap == ":") {
        return false;
    }
    if lengths.iter().all(|length| *length == 1) {
        return true;
    }
    let mut sum = 0;
    let even = lengths.iter().all(|length| {
        sum += length;
        sum % 2 == 0 || sum > 6
    });
    let at_date = lengths.iter().scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    });
    // Split elsewhere than at the date: not a decimal number.
    let elsewhere =
        matches!(lengths[..], [4, 6] | [2, 8] | [8, 2]) && matches!(parts[0].gap, " " | "-" | " - ");
    if !even || !elsewhere && !at_date.clone().any(|sum| sum == 6) {
        return false;
    }
    // The last four in parts: `12 34`, but not a time (`14.30`) or a range (`14-16`) after a date.
    let before_serial = at_date.clone().position(|sum| sum == 6);
    let Some(split) = before_serial.filter(|index| index + 2 < parts.len()) else { return true };
    let (to_serial, inside) = (parts[split].gap, parts[split + 1].gap);
    to_serial == inside || inside.trim().is_empty() || inside == "-" && !is_hours(&parts[split + 1..])
}

fn is_hours(parts: &[Run<'_>]) -> bool {
    parts.iter().all(|run| run.digits.len() == 2 && run.digits < "25")
}

/// Whether a number in even parts is only a piece of a longer row, such as a range of dates.
fn continues(runs: &[Run<'_>], first: usize, last: usize) -> bool {
    let parts = &runs[first..=last];
    let Some(gap) = parts.first().filter(|_| parts.len() > 4).map(|run| run.gap) else { return false };
    let length = parts[0].digits.len();
    let before = first.checked_sub(1).is_some_and(|i| runs[i].gap == gap && runs[i].digits.len() == length);
    let after = runs.get(last + 1).is_some_and(|next| runs[last].gap == gap && next.digits.len() == length);
    length <= 2 && (before || after)
}

/// Whether a date and an amount stand beside each other: `11.12.26 2500 kr.`
fn is_amount(shadow: &str, parts: &[Run<'_>]) -> bool {
    let Some(last) = parts.last().filter(|_| parts.len() > 2) else { return false };
    let after = shadow[last.at.end..].trim_start().to_lowercase();
    let spaced = parts[parts.len() - 2].gap.trim().is_empty();
    spaced && ["kr", "dkk", ",-", "euro"].iter().any(|unit| after.starts_with(unit))
}

/// `01-01-1990-1234` and `01011990-1234`.
fn with_century(parts: &[Run<'_>]) -> bool {
    let lengths: Vec<usize> = parts.iter().map(|run| run.digits.len()).collect();
    let Some(to_serial) = parts.len().checked_sub(2).map(|index| parts[index].gap) else { return false };
    match lengths[..] {
        [2, 2, 4, 4] => {
            light(parts[0].gap) && light(parts[1].gap) && light(to_serial) && to_serial.contains('-')
        }
        [8, 4] => light(to_serial) && to_serial.contains('-'),
        _ => false,
    }
}

fn valid_with_century(digits: &str) -> bool {
    matches!(&digits[4..6], "18" | "19" | "20") && valid_date(&digits[..4], &digits[6..8])
}

fn valid(digits: &str) -> bool {
    valid_date(&digits[..4], &digits[4..6])
}

/// Whether any century has the date, the day being up to 60 too high.
fn valid_date(day_month: &str, year: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().unwrap_or(0);
    let (day, month, year) = (number(&day_month[..2]), number(&day_month[2..]), number(year));
    let longest = match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day) || (61..=60 + longest).contains(&day)
}
