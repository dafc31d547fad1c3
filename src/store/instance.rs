//! What belongs to this installation as a whole.

use super::{Store, StoreError, on_pool, transact};

impl Store {
    /// The value kept under `name`.
    pub async fn instance(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar::<_, String>(
            "SELECT value FROM instance WHERE name = $1"
        )
        .bind(name)
        .fetch_optional(pool)
        .await)?)
    }

    /// Keeps `value` under `name` unless something is kept there already; answers what is kept.
    pub async fn instance_or(&self, name: &str, value: &str) -> Result<String, StoreError> {
        transact!(self, "instance.init", |tx| {
            sqlx::query("INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
                .bind(name)
                .bind(value)
                .execute(&mut *tx)
                .await?;
        });
        Ok(self.instance(name).await?.unwrap_or_else(|| value.to_owned()))
    }

    /// Keeps `value` under `name`.
    pub async fn set_instance(&self, name: &str, value: &str) -> Result<(), StoreError> {
        transact!(self, "instance.set", |tx| {
            sqlx::query(
                "INSERT INTO instance (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )
            .bind(name)
            .bind(value)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }
}
