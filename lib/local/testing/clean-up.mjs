// Waits until its input ends, then stops the PostgreSQL that runs in the folder and removes the folder. Plain JavaScript,
// since it must be up before anything can go wrong.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const dir = process.argv[2];
const pidFile = path.join(dir, "data", "postmaster.pid");

process.stdin.resume().once("close", async () => {
  askToStop();
  // PostgreSQL removes the file as its last act.
  for (let triesLeft = 200; triesLeft > 0 && existsSync(pidFile); triesLeft--) await wait(50);
  rmSync(dir, { recursive: true, force: true });
});

function askToStop() {
  try {
    process.kill(Number.parseInt(readFileSync(pidFile, "utf8"), 10), "SIGINT"); // which cuts its clients
  } catch {
    rmSync(pidFile, { force: true }); // it never ran, or has died
  }
}
