import type { Work } from '../base/work.ts';
import { Chunk } from './chunk.ts';
import { PlacedInstruction } from './instruction.ts';
import { problemsIn } from './problems.ts';
import { scan } from './scan.ts';
import type { RawChunk } from './scan.ts';
import type { DockerfileTree, SyntaxProblem } from './tree.ts';

/**
 * Parses a Dockerfile. Every text has a tree; what BuildKit rejects is in its problems.
 * `previous`: the tree before an edit. Instructions with unchanged text are reused from it, and those with an unchanged offset are the same
 * objects, so that only changed text is parsed again.
 */
export function parse(text: string, previous?: DockerfileTree): DockerfileTree {
  return new Tree(text, previous instanceof Tree ? previous : undefined);
}

/** Computes the problems of a tree in steps, so that its `problems` are known. */
export function* problemsInSteps({ instructions }: DockerfileTree): Work<void> {
  for (const instruction of instructions) {
    // Memoized by the text of the instruction.
    if (instruction instanceof PlacedInstruction) problemsIn(instruction);
    yield;
  }
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

  /** Computed on first access, because it reads every word of the instructions in which BuildKit expands variables. */
  get problems(): readonly SyntaxProblem[] {
    return (this.allProblems ??= [...this.scanProblems, ...this.instructions.flatMap(problemsIn)]);
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
