//! A plant with a leaf for each example, or a seedling that waits for its first.
//!
//! All stand in the same bed and reach about the same height: it is a garden, not a chart.

use super::svg::Canvas;

/// Leaves that fit on one plant; a fuller month looks as full as this.
const FULL: u32 = 9;

/// A leaf of length 100 that points right.
const LEAF: &str = "M0 0C14 -34 62 -46 100 -14C74 20 28 26 0 0Z";
/// Its midrib.
const RIB: &str = "M6 -1Q48 -16 86 -13";

/// A plant with `leaves` (at least one) rooted at `root`; `sway` is 1 or -1, so that neighbours lean apart.
pub(super) fn plant(
    canvas: &mut Canvas,
    root: (f64, f64),
    leaves: u32,
    sway: f64,
    (dark, light): (&str, &str),
) {
    let leaves = leaves.clamp(1, FULL);
    // The tallest ends below the line of small print above the bed.
    let height = 132.0 + 3.0 * f64::from(leaves);
    let stem = Stem { root, height, sway };
    canvas.path(
        &stem.path(),
        &format!(r#"fill="none" stroke="{dark}" stroke-width="7" stroke-linecap="round""#),
    );
    let side_leaves = leaves - 1;
    for index in 0..side_leaves {
        let share = (f64::from(index) + 0.5) / f64::from(side_leaves);
        let along = 0.2 + 0.66 * share;
        let side = if (index % 2 == 0) == (sway > 0.0) { 1.0 } else { -1.0 };
        let fill = if index % 3 == 1 { light } else { dark };
        leaf(canvas, stem.point(along), side, -28.0 - 22.0 * share, 0.92 - 0.26 * share, (fill, dark, light));
    }
    leaf(canvas, stem.point(1.0), sway, -74.0, 0.72, (light, dark, light));
}

/// Two first leaves, outlined: something may grow here.
pub(super) fn seedling(canvas: &mut Canvas, root: (f64, f64), (dark, light): (&str, &str)) {
    let (x, y) = root;
    canvas.path(
        &format!("M{x:.1} {:.1}V{:.1}", y + 6.0, y - 30.0),
        &format!(r#"fill="none" stroke="{dark}" stroke-width="6" stroke-linecap="round""#),
    );
    for (side, fill) in [(1.0, light), (-1.0, dark)] {
        leaf(canvas, (x, y - 28.0), side, -26.0, 0.42, (fill, dark, light));
    }
}

struct Stem {
    root: (f64, f64),
    height: f64,
    sway: f64,
}

impl Stem {
    /// The four points of its curve.
    fn points(&self) -> [(f64, f64); 4] {
        let ((x, y), height, sway) = (self.root, self.height, self.sway);
        [
            (x, y + 10.0),
            (x - 26.0 * sway, y - 0.35 * height),
            (x + 22.0 * sway, y - 0.65 * height),
            (x + 4.0 * sway, y - height),
        ]
    }

    fn path(&self) -> String {
        let [a, b, c, d] = self.points();
        format!("M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1)
    }

    /// The point at `t` between root (0) and tip (1), on a cubic Bézier curve.
    #[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
    fn point(&self, t: f64) -> (f64, f64) {
        let [a, b, c, d] = self.points();
        let u = 1.0 - t;
        let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
        let at = |axis: fn((f64, f64)) -> f64| {
            [a, b, c, d].into_iter().zip(weights).map(|(point, weight)| axis(point) * weight).sum()
        };
        (at(|p| p.0), at(|p| p.1))
    }
}

fn leaf(
    canvas: &mut Canvas,
    (x, y): (f64, f64),
    side: f64,
    turn: f64,
    scale: f64,
    (fill, dark, light): (&str, &str, &str),
) {
    let rib = if fill == dark { light } else { dark };
    canvas.raw(&format!(
        r#"<g transform="translate({x:.1} {y:.1}) scale({side:.0} 1) rotate({turn:.1}) scale({scale:.2})"><path d="{LEAF}" fill="{fill}"/><path d="{RIB}" fill="none" stroke="{rib}" stroke-width="3" stroke-linecap="round" opacity="0.7"/></g>"#
    ));
}
