//! Health, readiness and metrics over a real socket.

use aktor::telemetry::{self, Part, Readiness, Reason};
use aktor::web::Web;
use std::net::SocketAddr;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

struct Served {
    address: SocketAddr,
    readiness: Readiness,
    stop: CancellationToken,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    async fn start() -> Self {
        let web = Web::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = web.address();
        let readiness = Readiness::starting();
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        let task = tokio::spawn(web.serve(readiness.clone(), telemetry::install(), stopped));
        Self { address, readiness, stop, task }
    }

    async fn ask(&self, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("http://{}{path}", self.address)).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn finish(self) {
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn healthz_answers_while_the_process_lives() {
    let served = Served::start().await;
    assert_eq!(served.ask("/healthz").await, (200, "ok\n".to_owned()));
    assert_eq!(served.ask("/nothing").await.0, 404);
    served.finish().await;
}

#[tokio::test]
async fn readyz_names_each_reason_until_all_is_ready() {
    let served = Served::start().await;
    let (status, text) = served.ask("/readyz").await;
    assert_eq!(status, 503);
    assert_eq!(text, "database: not opened yet\ngateway: not connected yet\nprompts: not loaded yet\n");

    served.readiness.ready(Part::Database);
    served.readiness.ready(Part::Prompts);
    assert_eq!(served.ask("/readyz").await, (503, "gateway: not connected yet\n".to_owned()));

    served.readiness.ready(Part::Gateway);
    served.readiness.wait().await;
    assert_eq!(served.ask("/readyz").await, (200, "ready\n".to_owned()));

    served.readiness.not_ready(Reason::DatabaseSilent);
    assert_eq!(served.ask("/readyz").await, (503, "database: does not answer\n".to_owned()));
    served.finish().await;
}

#[tokio::test]
async fn metrics_show_what_was_counted_with_its_meaning() {
    let served = Served::start().await;
    metrics::counter!(telemetry::UNPARSED_EVENTS, "kind" => "web_test").increment(3);
    let (status, text) = served.ask("/metrics").await;
    assert_eq!(status, 200);
    assert!(text.contains("aktor_unparsed_events_total{kind=\"web_test\"} 3"), "{text}");
    assert!(text.contains("# HELP aktor_unparsed_events_total "), "{text}");
    assert!(text.contains("aktor_gateway_connected "), "{text}");
    served.finish().await;
}

#[tokio::test]
async fn a_port_in_use_is_one_clear_sentence() {
    let first = Web::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let error = Web::bind(first.address()).await.unwrap_err();
    let port = first.address().port();
    assert_eq!(
        error.to_string(),
        format!(
            "port {port} on 127.0.0.1 is in use: stop the program that has it, or set AKTOR_HTTP_ADDR to another one"
        )
    );
}

#[tokio::test]
async fn an_address_of_another_machine_is_one_clear_sentence() {
    let error = Web::bind("192.0.2.1:9464".parse().unwrap()).await.unwrap_err();
    let said = error.to_string();
    assert!(
        said.starts_with("cannot listen on 192.0.2.1:9464: ") && said.ends_with("of this machine"),
        "{said}"
    );
}

#[test]
fn recording_can_be_asked_for_twice() {
    let (first, second) = (telemetry::install(), telemetry::install());
    metrics::counter!(telemetry::RATE_LIMITED, "scope" => "twice").increment(1);
    for metrics in [first, second] {
        assert!(metrics.render().contains("aktor_rate_limited_total{scope=\"twice\"} 1"));
    }
}
