// Serves one page, asks itself for it, and prints what its container gives it.
declare const require: (name: string) => any;
declare const process: any;

const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const ms = require('ms');

const page: string = readFileSync('views/page.html', 'utf8');
const server = http.createServer((_request: unknown, response: any) => response.end(page.replace('{time}', ms('2 days'))));

// The container shares the machine's network here: any port that is free.
server.listen(0, () => {
  http.get(`http://localhost:${server.address().port}/`, (response: any) => {
    response.setEncoding('utf8');
    response.on('data', (text: string) => process.stdout.write(text));
    response.on('end', () => server.close());
  });
});

console.log('user', os.userInfo().username, os.userInfo().uid);
console.log('folder', process.cwd(), process.env.NODE_ENV, process.env.PORT);
console.log('node', process.version);
console.log('jq', execFileSync('jq', ['--version'], { encoding: 'utf8' }).trim());
