//! The schema: the files in `migrations/`, one for each step.

use include_dir::{Dir, File, include_dir};
use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use std::sync::LazyLock;

/// The schema, step by step.
pub(super) static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");
    let step = |file: &'static File<'static>| {
        let name = file.path().file_stem()?.to_str()?;
        let (version, description) = name.split_once('_')?;
        let (description, text) = (description.replace('_', " "), SqlStr::from_static(file.contents_utf8()?));
        Some(Migration::new(version.parse().ok()?, description.into(), MigrationType::Simple, text, false))
    };
    Migrator::with_migrations(FILES.files().filter_map(step).collect())
});
