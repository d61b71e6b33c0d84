// node scripts/apt/collect-seeds.mjs FOLDER... >> scripts/apt/seeds.txt
// Prints the packages that the Dockerfiles in the folders install with apt and that seeds.txt does not contain yet. Sort out by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const known = new Set(readFileSync(new URL('seeds.txt', import.meta.url), 'utf8').split(/\s+/));
const found = new Set();
for (const folder of process.argv.slice(2)) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/dockerfile/i.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8').replace(/\\\s*\n(?:\s*#.*\n)*/g, ' ');
    for (const [, words] of text.matchAll(/\bapt(?:-get)?\s+(?:-\S+\s+)*install\s+([^&;|\n]*)/g)) {
      for (const word of words.split(/\s+/)) if (/^[a-z0-9][a-z0-9+.-]+$/.test(word) && !known.has(word)) found.add(word);
    }
  }
}
console.log([...found].sort().join(' '));
