//! The portal's clock may run ahead; what is counted by the machine's clock does not feel it.

use crate::common::{Browser, Server, Wanted};

#[tokio::test]
async fn a_portal_whose_clock_runs_ahead_takes_nobodys_session_away() {
    let server = Server::start().await;
    let citizen = server.login_citizen(0).await;
    let cookie = citizen.cookie();
    let server = server
        .restart_with(Wanted {
            days_ahead: 10,
            ..Wanted::default()
        })
        .await;
    // The sweep at the start is over when the portal is asked for the second time.
    let browser = Browser::new(server.url(""));
    for _ in 0..2 {
        let request = browser.request("GET", "/kk/cabinet");
        let page = browser.send(request.header("cookie", &cookie)).await;
        assert_eq!(page.status, 200, "{}", page.location());
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    server.stop().await;
}
