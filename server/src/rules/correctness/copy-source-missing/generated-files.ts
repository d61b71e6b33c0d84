import { foldersWith } from '../../../knowledge/folders.ts';
import { baseName, contextPath } from '../../../base/paths.ts';
import type { ContextSnapshot } from '../../../context/context.ts';
import { isGitIgnored } from '../../../context/git-ignored.ts';

/** Folders for the output of tools. */
const outputFolders: ReadonlySet<string> = new Set(
  foldersWith('installed', 'vendored', 'generated', 'output', 'artifacts', 'temporary', 'report', 'cache').map((name) =>
    name.toLowerCase(),
  ),
);

/** Output of compilers and archivers, and certificates and secrets that are often added just before the build. */
const generatedName =
  /^\.env\b|\.(?:7z|a|apk|bin|bz2|cer|cert|class|crt|csr|deb|dll|dylib|ear|egg|exe|gem|gz|img|iso|jar|jks|key|lib|map|nupkg|o|p12|pem|pfx|phar|pub|pyc|qcow2|rpm|so|so\.\d.*|sql|squashfs|tar|tbz2?|tgz|txz|war|wasm|whl|xz|zip|zst)$/i;

/** Names without an extension that are not programs. (Programs are often built before the image.) */
const plainNames = new Set(
  (
    'assets backend client common config configs conf conf.d doc docs etc examples fixtures fonts frontend i18n images include lib locale ' +
    'locales migrations models prisma public resources scripts shared src static styles templates test tests themes utils views webapp ' +
    'Brewfile Cargo.lock Cargo.toml Gemfile LICENSE MANIFEST.in Makefile NOTICE Pipfile Procfile README Rakefile'
  ).split(' '),
);

/** Whether a missing path may be generated before the build. Such paths are not reported. */
export function mayBeGenerated(path: string, snapshot: ContextSnapshot): boolean {
  const clean = contextPath(path);
  const name = baseName(clean);
  const folders = clean.split('/').slice(0, -1);
  if (folders.some((folder) => outputFolders.has(folder.toLowerCase())) || outputFolders.has(name.toLowerCase())) return true;
  if (generatedName.test(name) || (!name.slice(1).includes('.') && !plainNames.has(name))) return true;
  return isGitIgnored(clean, snapshot);
}
