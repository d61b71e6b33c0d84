// Loaded with `node --require`: writes a line to the file LAYERWISE_AUDIT for each file and folder that the process opens or lists, and for
// each process that it starts.
const childProcess = require('node:child_process');
const fs = require('node:fs');

const { appendFileSync } = fs;
let isWriting = false;

function record(what, at) {
  if (isWriting) return;
  isWriting = true;
  appendFileSync(process.env.LAYERWISE_AUDIT, `${JSON.stringify([what, String(at)])}\n`);
  isWriting = false;
}

function watch(api, names, what) {
  for (const name of names) {
    const original = api[name];
    api[name] = function recorded(at, ...rest) {
      record(what, at);
      return original.call(this, at, ...rest);
    };
  }
}

const reads = ['open', 'readFile', 'readdir', 'opendir'];
watch(fs.promises, reads, 'read');
watch(fs, [...reads, ...reads.map((name) => `${name}Sync`), 'createReadStream'], 'read');
watch(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'start');
