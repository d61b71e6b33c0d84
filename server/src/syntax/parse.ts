import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import { Chunk } from './chunk.ts';
import { PlacedInstruction } from './instruction.ts';
import { quotedSpans } from './quotes.ts';
import { scan } from './scan.ts';
import type { RawChunk } from './scan.ts';
import type { DockerfileTree, Instruction, SyntaxProblem } from './tree.ts';

/**
 * Parses a Dockerfile. Every text has a tree; what BuildKit rejects is in its problems.
 * `previous`: the tree before an edit. Instructions with unchanged text are reused from it, and those with an unchanged offset are the same
 * objects, so that only changed text is parsed again.
 */
export function parse(text: string, previous?: DockerfileTree): DockerfileTree {
  return new Tree(text, previous instanceof Tree ? previous : undefined);
}

class Tree implements DockerfileTree {
  readonly text: string;
  readonly escape: DockerfileTree['escape'];
  readonly directives: DockerfileTree['directives'];
  readonly comments: DockerfileTree['comments'];
  readonly instructions: readonly PlacedInstruction[];
  /** Chunks by text, shared with the previous trees. Nothing else outlives an edit. */
  private readonly chunks: Map<string, Chunk>;
  private readonly scanProblems: readonly SyntaxProblem[];
  private allProblems: readonly SyntaxProblem[] | undefined;

  constructor(text: string, previous: Tree | undefined) {
    const { escape, directives, comments, chunks, problems } = scan(text);
    const reusable = previous?.escape === escape ? previous : undefined;
    const before = reusable?.instructions ?? [];
    this.text = text;
    this.escape = escape;
    this.directives = directives;
    this.comments = comments;
    // Start again with an empty map once most of its texts are in no tree.
    this.chunks = reusable && reusable.chunks.size <= 2 * chunks.length + 16 ? reusable.chunks : new Map();
    let next = 0;
    this.instructions = chunks.map((raw) => {
      const chunk = this.chunkFor(raw, reusable);
      while (next < before.length && before[next]!.start < raw.start) next++;
      const same = before[next];
      return same?.start === raw.start && same.chunk === chunk ? same : new PlacedInstruction(chunk, raw.start);
    });
    this.scanProblems = problems;
  }

  /** Computed on first access, because it parses the pairs of every ENV and LABEL. */
  get problems(): readonly SyntaxProblem[] {
    return (this.allProblems ??= [
      ...this.scanProblems,
      ...this.instructions.flatMap((instruction) => problemsOf(instruction, this.escape)),
    ]);
  }

  private chunkFor(raw: RawChunk, previous: Tree | undefined): Chunk {
    const source = this.text.slice(raw.start, raw.end);
    const known = this.chunks.get(source);
    if (known) return known;
    const chunk = previous?.chunks.get(source) ?? new Chunk(source, this.escape, raw);
    this.chunks.set(source, chunk);
    return chunk;
  }
}

function problemsOf(instruction: Instruction, escape: string): SyntaxProblem[] {
  if (!instruction.known) {
    const text = message('Unknown instruction "{word}".', { word: instruction.keyword });
    return [{ ...instruction.keywordSpan, code: 'unknown-instruction', message: text }];
  }
  if (instruction.keyword !== 'ENV' && instruction.keyword !== 'LABEL') return [];
  const { pairs } = instruction;
  for (const { name, value = '', valueSpan } of pairs) {
    const quote = quotedSpans(value, { start: 0, end: value.length }, escape).find(({ closed }) => !closed)?.quote;
    if (!quote || !valueSpan) continue;
    return [
      {
        ...valueSpan,
        code: 'open-quote',
        message: message('The quote {quote} in {name} is not closed, so the build fails.', { quote, name }),
      },
    ];
  }
  // `ENV A = b` gives A the value `= b`.
  const separated = pairs.find(({ legacy, value }) => legacy && value?.startsWith('='));
  if (separated) {
    const args = { name: separated.name, value: separated.value!.replace(/^=[ \t]*/, '') };
    return [missingEquals(separated, message('Spaces around "=" are not allowed, so the build fails. Use {name}={value}.', args))];
  }
  // BuildKit only reports the first one. The others are probably words of the same value without quotes.
  const at = pairs.length > 1 ? pairs.findIndex(({ value }) => value === undefined) : -1;
  const [before, pair] = [pairs[at - 1], pairs[at]];
  if (!pair) return [];
  const isSeparated = before?.value === '' && before.end < pair.start;
  return [
    missingEquals(
      pair,
      isSeparated
        ? message('Spaces around "=" are not allowed, so the build fails. Use {name}={value}.', { name: before.name, value: pair.name })
        : message('"{name}" has no value, so the build fails. Use {name}=value.', { name: pair.name }),
    ),
  ];
}

function missingEquals({ start, end }: Span, text: Message): SyntaxProblem {
  return { start, end, code: 'missing-equals', message: text };
}
