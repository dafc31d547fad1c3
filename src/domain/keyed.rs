//! Permanent keys: how a value of a closed set is written in prompt files, the database and buttons. Written
//! once for each set; a key is never renamed.

/// Gives an enum `ALL` (in the order of the list), `key` and `from_key`.
macro_rules! keyed {
    ($name:ident { $($variant:ident = $key:literal),+ $(,)? }) => {
        impl $name {
            /// All of them, in their order.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$variant),+];

            /// The permanent key.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key),+
                }
            }

            /// The one with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.key() == key)
            }
        }
    };
}

pub(super) use keyed;
