// Loaded into a measured process with `node --require`: reports its CPU time, its memory and the longest block of its event loop.
// Over the IPC channel of the process, if it has one: each message is answered with the figures since the message before.
// At its end, to the file that LAYERWISE_PROBE names.
const { writeFileSync } = require('node:fs');

/** Milliseconds between two looks at the clock. The event loop is blocked while it does not look. */
const tick = 2;

let last = performance.now();
let lastCpu = process.cpuUsage();
let longest = 0;
let cpu = lastCpu;

/** A block cannot be longer than the CPU time in it: while other programs have the processor, we only wait for it. */
function look() {
  const now = performance.now();
  const { user, system } = process.cpuUsage(lastCpu);
  longest = Math.max(longest, Math.min(now - last - tick, (user + system) / 1000));
  last = now;
  lastCpu = process.cpuUsage();
}

const timer = setInterval(look, tick);
timer.unref();

/** Milliseconds of CPU time and of the longest block since the last call; the highest resident memory of the process so far, in MB. */
function figures() {
  look();
  const { user, system } = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  const found = { cpu: (user + system) / 1000, block: longest, memory: process.resourceUsage().maxRSS / 1024 };
  longest = 0;
  return found;
}

if (process.send) {
  process.on('message', () => process.send(figures()));
  process.channel.unref();
}
const file = process.env.LAYERWISE_PROBE;
if (file) process.on('exit', () => writeFileSync(file, JSON.stringify(figures())));
