//! Reading rows.

/// Defines what is read from a row of either engine: a column for each field, and in brackets before them a part whose
/// columns stand in the same row. (The derive that sqlx has builds both of its drivers a second time, for the compiler.)
macro_rules! row {
    (
        $(#[$about:meta])*
        $vis:vis struct $name:ident $(($part_vis:vis $part:ident: $part_type:ty))? {
            $($(#[$about_field:meta])* $field_vis:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        $vis struct $name {
            $($part_vis $part: $part_type,)?
            $($(#[$about_field])* $field_vis $field: $type,)*
        }
        row!(@read sqlx::sqlite::SqliteRow, $name, ($($part: $part_type)?), $($field)*);
        row!(@read sqlx::postgres::PgRow, $name, ($($part: $part_type)?), $($field)*);
    };
    (@read $row:ty, $name:ident, ($($part:ident: $part_type:ty)?), $($field:ident)*) => {
        impl sqlx::FromRow<'_, $row> for $name {
            fn from_row(row: &$row) -> Result<Self, sqlx::Error> {
                use sqlx::Row as _;
                Ok(Self {
                    $($part: <$part_type>::from_row(row)?,)?
                    $($field: row.try_get(stringify!($field))?,)*
                })
            }
        }
    };
}

pub(super) use row;
