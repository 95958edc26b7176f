//! The columns of a table, spelled once: what is read and entered, and in which order.

/// For rows of this type, whose fields are named as the columns: their columns, from the first place on. Of `changed` ones
/// also what sets them all.
macro_rules! columns {
    (changed $of:ident: $first:ident $first_place:literal $(, $column:ident $place:literal)*) => {
        columns! { $of: $first $first_place $(, $column $place)* }

        /// All but the first, each from its place.
        pub(in crate::store) const SET: &str = columns!(@set $($column $place),*);
    };
    ($of:ident: $first:ident $first_place:literal $(, $column:ident $place:literal)*) => {
        /// All of them, in the order of [`read`].
        pub(in crate::store) const COLUMNS: &str =
            concat!(stringify!($first) $(, ", ", stringify!($column))*);
        /// How many that is.
        pub(in crate::store) const WIDTH: usize = [$first_place $(, $place)*].len();
        /// Where [`bound`] puts them.
        pub(in crate::store) const PLACES: &str = concat!("$", $first_place $(, ", $", $place)*);

        /// Reads a row, whose columns begin at `from`.
        pub(in crate::store) fn read(
            row: &$crate::store::sql::Row,
            from: usize,
        ) -> $crate::store::Result<$of> {
            Ok($of {
                $first: row.get(from + $first_place - 1)?,
                $($column: row.get(from + $place - 1)?,)*
            })
        }

        /// With the columns in their places.
        pub(in crate::store) fn bound(
            query: $crate::store::sql::Query,
            row: $of,
        ) -> $crate::store::sql::Query {
            query.bind(row.$first)$(.bind(row.$column))*
        }
    };
    (@set $first:ident $first_place:literal $(, $column:ident $place:literal)*) => {
        concat!(
            stringify!($first), " = $", $first_place
            $(, ", ", stringify!($column), " = $", $place)*
        )
    };
}

pub(super) use columns;
