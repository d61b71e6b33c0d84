import { baseName } from '../../../base/paths.ts';
import { isArchiveName } from '../../../context/archive.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { Instruction, Word } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, RuleContext } from '../../../linter/rule.ts';

/** What COPY cannot do. https://docs.docker.com/reference/dockerfile/#add */
const addOnlyFlags: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** URLs, `git@host:path`, and the hosts that BuildKit clones from without a scheme. */
const remote = /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:|^github\.com\/|\.git(#.*)?$/i;

/** Formats that are tars under another name. */
const tarInside = /\.(?:apk|box|crate|gem|ipk|oci|ova)$/i;
/** Compressed, and who can tell what: quiet unless the content is known. */
const compressed = /\.(?:gz|bz2|xz|zst|lzma|Z)$/;

export const rule = defineRule({
  id: 'add-for-local-files',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  since: '0.1.0',
  aliases: ['DL3020'],
  summary: 'ADD copies local files, which COPY does without surprises.',
  messages: {
    'copy-suffices':
      'ADD also unpacks archives and downloads URLs. {source} is only copied: COPY says so, and stays that way when the file changes.',
    'use-copy': 'Use COPY',
  },
  onbuild: true,
  on: {
    ADD(instruction, context) {
      if (instruction.flags.some((flag) => addOnlyFlags.has(flag.name.toLowerCase()))) return;
      const sources = instruction.words.slice(0, -1);
      const levels = sources.map((source) => copyLevel(source, instruction, context));
      if (sources.length === 0 || levels.includes(undefined)) return;
      context.report({
        at: instruction.keywordSpan,
        message: 'copy-suffices',
        data: { source: sources.map((source) => source.text).join(' ') },
        fixes: [
          {
            title: 'use-copy',
            level: levels.every((level) => level === 'safe') ? 'safe' : 'suggestion',
            edits: [{ ...instruction.keywordSpan, newText: sameCase(instruction, context.text) }],
          },
        ],
      });
    },
  },
});

/** How sure it is that COPY does the same with this source; undefined where it would not, or nobody can tell. */
function copyLevel(source: Word, instruction: Instruction, context: RuleContext): FixLevel | undefined {
  if (instruction.heredocs.some((heredoc) => heredoc.marker.start === source.start)) return 'safe';
  const uses = instruction.variables.filter((use) => use.start >= source.start && use.end <= source.end);
  const path = uses.length > 0 ? context.model.scopeAt(instruction).expand(source.text) : source.text;
  if (path === undefined || path === '' || remote.test(path) || mayUnpack(path, instruction, context)) return undefined;
  // --build-arg may name another file than the default does: one that ADD unpacks.
  const fixed = uses.every((use) => context.model.resolve(instruction, use)?.origin === 'env');
  return fixed ? 'safe' : 'suggestion';
}

/** ADD unpacks files whose content is a tar archive; a folder's contents are copied as they are. */
function mayUnpack(path: string, instruction: Instruction, context: RuleContext): boolean {
  if (path === '.' || /\/\.?$/.test(path)) return false;
  // What ONBUILD adds comes from the context of a later build, which is not this one.
  const known = context.model.tree.instructions.includes(instruction) ? context.build.match(path) : undefined;
  if (known?.isDirectory) return false;
  const name = baseName(path);
  if (known && known.files.length > 0) return known.files.some((file) => unpacks(file.path, context.build));
  return isArchiveName(name) || tarInside.test(name) || compressed.test(name) || /[*?[][^.]*$/.test(name);
}

/** By content where the host has read it, else by name. */
function unpacks(path: string, build: BuildContext): boolean {
  const facts = build.snapshot.state === 'known' ? build.snapshot.value.archives.get(path) : undefined;
  return facts?.unpacks ?? (isArchiveName(path) || tarInside.test(path));
}

/** COPY in the letter case that the author writes instructions in. */
function sameCase({ keywordSpan }: Instruction, text: string): string {
  const written = text.slice(keywordSpan.start, keywordSpan.end);
  return written === written.toLowerCase() ? 'copy' : 'COPY';
}
