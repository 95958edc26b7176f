//! Accounts of the demonstration, whose password everybody knows.

use super::{Result, Store, sql::query};

const PERSON_IS_DEMO: &str = "SELECT demo FROM account WHERE person = $1";
const STAFF_IS_DEMO: &str = "SELECT demo FROM staff WHERE id = $1";
const MARK_PERSON: &str = "UPDATE account SET demo = 1 \
     WHERE person IN (SELECT id FROM person WHERE iin = $1) AND demo = 0";
const MARK_STAFF: &str = "UPDATE staff SET demo = 1 WHERE login = $1 AND name = $2 AND demo = 0";
const COUNT_DEMO: &str = "SELECT (SELECT COUNT(*) FROM account WHERE demo = 1) + (SELECT COUNT(*) FROM staff WHERE demo = 1)";

impl Store {
    /// Whether this account is of the demonstration.
    pub async fn is_demo_person(&self, id: &str) -> Result<bool> {
        self.flag(PERSON_IS_DEMO, id).await
    }

    /// Whether this official is of the demonstration.
    pub async fn is_demo_staff(&self, id: &str) -> Result<bool> {
        self.flag(STAFF_IS_DEMO, id).await
    }

    async fn flag(&self, sql: &'static str, id: &str) -> Result<bool> {
        let row = query(sql).bind(id).fetch_optional(self).await?;
        let flag: i64 = row.map_or(Ok(0), |row| row.get(0))?;
        Ok(flag != 0)
    }

    /// Marks the accounts of the demonstration: citizens by ИИН, officials by login and name. Returns how many are in
    /// the database.
    pub async fn mark_demo(
        &self,
        citizens: Vec<String>,
        staff: Vec<(String, String)>,
    ) -> Result<i64> {
        self.write(move |connection| {
            Box::pin(async move {
                for iin in citizens {
                    query(MARK_PERSON)
                        .bind(iin)
                        .execute(&mut *connection)
                        .await?;
                }
                for (login, name) in staff {
                    let mark = query(MARK_STAFF).bind(login).bind(name);
                    mark.execute(&mut *connection).await?;
                }
                query(COUNT_DEMO).fetch_one(connection).await?.get(0)
            })
        })
        .await
    }
}
