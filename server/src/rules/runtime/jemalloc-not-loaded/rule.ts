import { mentions } from '../../../facts/stage-text.ts';
import { rubyServerOf } from '../../../facts/ruby.ts';
import { isForLinux } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'jemalloc-not-loaded',
  category: 'runtime',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/ruby/jemalloc-installed-but-not-preloaded'],
  checks: [266],
  summary: 'jemalloc is installed for a Ruby application, but nothing loads it.',
  messages: {
    unused: 'Ruby does not use jemalloc by itself: set LD_PRELOAD to the path of libjemalloc.so.2, or leave the package out.',
  },
  on: {
    package({ packages }, instruction, context) {
      const { kind, verb } = packages;
      if (kind !== 'system' || verb !== 'install' || !instruction.source.includes('jemalloc')) return;
      const found = packages.packages.find(({ name }) => /^(?:libjemalloc[12]|jemalloc)$/.test(name));
      const stage = context.stageOf(instruction);
      const { final } = context.model;
      if (!found || !stage?.isInFinalImage || !isForLinux(stage) || !final) return;
      // A script that starts the program may set it; another program may be linked with it.
      if (rubyServerOf(final, context.facts) === undefined || startsScript(context.facts.startOf(final).argv)) return;
      if (mentions(final, /LD_PRELOAD|MALLOC_CONF|with-jemalloc|libjemalloc\.so|ld\.so\.preload/)) return;
      context.report({ at: found.word, message: 'unused' });
    },
  },
});

function startsScript(argv: readonly string[]): boolean {
  return argv.some((word) => /\.sh$|entrypoint/.test(word));
}
