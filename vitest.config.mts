import { defineConfig } from 'vitest/config';

/** The pages of rules are imported as text, as esbuild bundles them (scripts/build.mjs). */
const markdownAsText = {
  name: 'markdown-as-text',
  transform: (text: string, id: string) => (id.endsWith('.md') ? `export default ${JSON.stringify(text)};` : undefined),
};

export default defineConfig({
  plugins: [markdownAsText],
  test: {
    include: ['test/{unit,rules,refactorings,property,corpus,lsp,cli,grammar,page,peers}/**/*.test.ts'],
    globalSetup: ['test/support/announce.ts'],
    setupFiles: ['test/support/seed.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
