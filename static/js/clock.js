/* The time by the server's clock: that of the device may be wrong, and the page may be an old copy.
   The server is asked once; after that the page counts on by itself. */
const TOLERANCE = 120_000;

let answer;
let asking;

/* Milliseconds since 1970; undefined while the server has not answered. */
export function serverTime() {
  if (!answer) return undefined;
  const elapsed = performance.now() - answer.page;
  // Some devices stop this count while they sleep, others have their clocks set meanwhile: ask again.
  const isInDoubt = Math.abs(Date.now() - answer.device - elapsed) > TOLERANCE;
  return isInDoubt ? undefined : answer.server + elapsed;
}

/* Whether the clock of the device is wrong by more than two minutes. */
export function deviceIsWrong() {
  return Math.abs(answer.device - answer.server) > TOLERANCE;
}

export function askServer() {
  asking ??= ask().finally(() => (asking = undefined));
  return asking;
}

async function ask() {
  const asked = performance.now();
  try {
    const { headers } = await fetch("/healthz", { method: "HEAD", cache: "no-store" });
    const server = Date.parse(headers.get("Date")) + 1000 * Number(headers.get("Age"));
    const page = performance.now();
    if (server) answer = { server: server + (page - asked) / 2, page, device: Date.now() };
  } catch {
    // Offline: the page stays as the server wrote it.
  }
}
