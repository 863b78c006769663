// SPDX-License-Identifier: GPL-3.0-or-later

// The start of two workers, up to the first answer of each.
import { Worker } from "node:worker_threads";
import { performance } from "node:perf_hooks";

const body = 'const { parentPort } = require("node:worker_threads"); parentPort.on("message", (n) => parentPort.postMessage(3 * n + 1));';
const start = performance.now();
const workers = [1, 2].map(() => new Worker(body, { eval: true }));
const answers = await Promise.all(workers.map((worker, i) => new Promise((done) => {
  worker.once("message", done);
  worker.postMessage(i);
})));
console.log("R us", 1000 * (performance.now() - start));
process.exit(answers.join() === "1,4" ? 0 : 1);
