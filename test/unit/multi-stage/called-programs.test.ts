import { describe, expect, test } from 'vitest';
import { finish } from '../../../server/src/base/work.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import { calledPrograms } from '../../../server/src/multi-stage/evidence/called-programs.ts';
import { copiedFiles } from '../../../server/src/multi-stage/evidence/copied-files.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { modelOf } from '../../support/model.ts';

/** The programs that a file of the context starts; `?` for one whose name is not known. */
function callsOf(path: string, text: string): string {
  const lines = text.split('\n').map((line) => `    ${line}\n`);
  const context = createBuildContext(readContextBlock(`${path}\n${lines.join('')}`));
  const model = modelOf('FROM scratch\nCOPY . /app/\n');
  const files = finish(copiedFiles(factsOf(model, context), model.final!));
  return finish(calledPrograms(files, context))
    .calls.map(({ program = '?', place }) => `${program}@${place.split(':')[1]}`)
    .join(' ');
}

describe('the programs that sources start', () => {
  test.each([
    ['a.py', 'import subprocess\nsubprocess.run(["git", "log"], check=True)', 'git@2'],
    ['a.py', 'import subprocess\nsubprocess.check_output("ffmpeg -i a.mp4", shell=True)', 'ffmpeg@2'],
    ['a.py', 'import subprocess\ncmd = ["convert", path]\nsubprocess.run(cmd)', 'convert@3'],
    ['a.py', 'import subprocess\ncmd = f"pdftotext {name}"\nsubprocess.Popen(cmd, shell=True)', 'pdftotext@3'],
    ['a.py', 'import subprocess\ndef run(cmd):\n  subprocess.run(cmd)', '?@3'],
    ['a.py', 'import os\nos.system("curl -s http://x | jq .")', 'curl@2'],
    ['a.py', 'import shutil\nshutil.which("dot")', 'dot@2'],
    ['a.py', 'import sys, subprocess\nsubprocess.run([sys.executable, "-m", "x"])', ''],
    ['a.py', 'import subprocess\nsubprocess.run(["./tools/run.sh"])', ''],
    ['a.py', 'import subprocess\n# subprocess.run(["git"])', ''],
    ['a.py', 'import asyncio\nawait asyncio.create_subprocess_exec("git", "pull")', 'git@2'],
    ['a.py', 'import subprocess\nx.run(app)', ''],
    ['tests/a.py', 'import subprocess\nsubprocess.run(["git"])', ''],
    ['test_a.py', 'import subprocess\nsubprocess.run(["git"])', ''],
    ['a.js', 'const { execSync } = require("child_process");\nexecSync("git rev-parse HEAD")', 'git@2'],
    ['a.ts', "import { spawn } from 'node:child_process';\nspawn('ffmpeg', ['-i', x])", 'ffmpeg@2'],
    ['a.js', "const cp = require('child_process');\ncp.exec(`git log ${branch}`)", 'git@2'],
    ['a.js', "require('child_process').exec('curl x')", 'curl@1'],
    ['a.js', 'const cp = require("child_process");\n/x(.)/.exec(text); query.exec()', ''],
    ['a.js', 'const m = pattern.exec(text)', ''],
    ['a.js', 'const cp = require("child_process");\ncp.spawn(process.execPath, ["x.js"])', ''],
    ['a.js', 'const cp = require("child_process");\ncp.spawn(program)', '?@2'],
    ['a.go', 'import "os/exec"\nexec.Command("curl", "-s", url)', 'curl@2'],
    ['a.go', 'import "os/exec"\nexec.CommandContext(ctx, "git", "log")', 'git@2'],
    ['a.go', 'import "os/exec"\nexec.CommandContext(r.Context(), "git")', 'git@2'],
    ['a.go', 'import "os/exec"\nexec.LookPath("/usr/bin/ssh")', 'ssh@2'],
    ['a.go', 'import "os/exec"\nexec.Command(name, args...)', '?@2'],
    ['a.go', 'import "os/exec"\nname := "rsync"\nexec.Command(name, args...)', 'rsync@3'],
    ['a_test.go', 'import "os/exec"\nexec.Command("git")', ''],
    ['a.rb', 'system("convert", a, b)\nout = `git log`', 'convert@1 git@2'],
    ['a.rb', 'fail "Unable to find `#{arg}\' in it"', ''],
    ['a.rb', 'x = `#{tool} -v`', '?@1'],
    ['a.rb', 'Open3.capture3("pdftotext", file)', 'pdftotext@1'],
    ['a.php', '<?php\nshell_exec("git log"); $db->exec("SELECT"); curl_exec($c);', 'git@2'],
    ['a.rs', 'use std::process::Command;\nCommand::new("git").arg("log")', 'git@2'],
    ['a.rs', 'use clap::Command;\nCommand::new("app")', ''],
    ['A.java', 'new ProcessBuilder("ffmpeg", "-i", f).start();', 'ffmpeg@1'],
    ['A.java', 'Runtime.getRuntime().exec("git log");', 'git@1'],
    ['A.cs', 'Process.Start("git", "log");', 'git@1'],
    ['a.ex', 'System.cmd("git", ["log"])', 'git@1'],
    ['a.c', '#include <stdlib.h>\nsystem("curl x");', 'curl@2'],
  ])('%s: %s', (path, text, programs) => {
    expect(callsOf(path, text)).toBe(programs);
  });
});
