// Stands in for the native module @vscode/spdlog, which would have to be compiled. VS Code runs without it too, but then prints
// a long stack for every logger and writes no log file, so that output channels stay empty.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
const METHODS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
let initial = LEVELS.indexOf('info');

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = initial;
    this.raw = false;
  }
  write(level, message) {
    if (level < this.level || this.file === undefined) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
    try {
      fs.appendFileSync(this.file, this.raw ? message : `${time} [${LEVELS[level]}] ${message}\n`);
    } catch {
      // the folder was removed while VS Code was shutting down
    }
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true;
  }
  flush() {}
  drop() {
    this.file = undefined;
  }
}
for (const [level, method] of METHODS.entries()) {
  Logger.prototype[method] = function log(message) {
    this.write(level, message);
  };
}

async function create(type, name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger(type, name, file);
}

exports.version = 0;
exports.setLevel = (level) => {
  initial = level;
};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = (name, file) => create('rotating', name, file);
exports.createAsyncRotatingLogger = (name, file) => create('rotating_async', name, file);
