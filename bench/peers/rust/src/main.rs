// SPDX-License-Identifier: GPL-3.0-or-later

//! The work of bench/concurrency in tokio and crossbeam: rust-peer WORKERS sleeps|pingpong [N] prints lines "R metric value".
use std::thread;
use std::time::{Duration, Instant};

fn report(metric: &str, value: f64) {
    println!("R {metric} {value:.3}");
}

/// Microseconds that a sleep of so many milliseconds ended late.
async fn sleeper(milliseconds: u64) -> f64 {
    let length = Duration::from_millis(milliseconds);
    let start = Instant::now();

    tokio::time::sleep(length).await;
    1e6 * (start.elapsed().as_secs_f64() - length.as_secs_f64())
}

/// Tasks that sleep for 100 to 1099 ms, and how late they wake.
async fn sleeps(n: u64) {
    let tasks: Vec<_> = (0..n).map(|i| tokio::spawn(sleeper(100 + 7919 * i % 1000))).collect();
    let mut late = Vec::with_capacity(tasks.len());

    for task in tasks {
        late.push(task.await.expect("a sleep ends"));
    }
    late.sort_by(f64::total_cmp);
    report("p50_us", late[(late.len() + 1) / 2 - 1]);
    report("p99_us", late[(99 * late.len() + 99) / 100 - 1]);
    report("least_us", late[0]);
}

/// A number is handed to and fro between two threads.
fn pingpong(n: u64) {
    let (to_other, of_main) = crossbeam_channel::bounded(2);
    let (to_main, of_other) = crossbeam_channel::bounded(2);
    let other = thread::spawn(move || {
        for x in of_main {
            to_main.send(x + 1).expect("the first waits");
        }
    });
    let start = Instant::now();
    let mut x = 0;

    for _ in 0..n {
        to_other.send(x).expect("the other waits");
        x = of_other.recv().expect("an answer");
    }
    report("ns_op", 1e9 * start.elapsed().as_secs_f64() / n as f64);
    drop(to_other);
    other.join().expect("the other ends");
    assert_eq!(x, n);
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let number = |k: usize, default: u64| words.get(k).map_or(default, |w| w.parse().expect("a number"));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(number(1, 2) as usize)
        .enable_time()
        .build()
        .expect("a runtime");

    match words.get(2).map(String::as_str) {
        Some("sleeps") => runtime.block_on(sleeps(number(3, 100_000))),
        Some("pingpong") => pingpong(number(3, 1_000_000)),
        _ => {
            eprintln!("rust-peer WORKERS sleeps|pingpong [N]");
            std::process::exit(2);
        }
    }
}
