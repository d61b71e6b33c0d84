import { defaultRules } from '../../../../server/src/rules/rules-for.ts';
import { describe, expect, test } from 'vitest';
import { createBuildContext } from '../../../../server/src/context/snapshot-context.ts';
import { sizesOf } from '../../../../server/src/languages/dockerfile/document-sizes.ts';
import { withText } from '../../../../server/src/languages/dockerfile/document.ts';
import { multiStageOf } from '../../../../server/src/languages/dockerfile/multi-stage.ts';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { english } from '../../../../server/src/base/message.ts';
import { assets } from '../../../support/assets.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { dedent, modelOf } from '../../../support/model.ts';

function convert(text: string, context: string) {
  const dockerfile = dedent(text);
  const build = createBuildContext(readContextBlock(dedent(context)));
  const document = { text: dockerfile, model: modelOf(dockerfile), build, rules: defaultRules, assets };
  const result = multiStageOf(document);
  if (result.kind === 'refused') throw new Error(english(result.reason));
  expect(applyEdits(dockerfile, result.edits)).toBe(result.text);
  return { ...result, before: sizesOf(document).at(-1), after: sizesOf(withText(document, result.text)).at(-1) };
}

describe('the conversion for editors and the command line', () => {
  test('copies the manifests before the install, so that the dependencies get a separate stage', () => {
    const { text, decisions } = convert(
      `
      FROM node:22
      WORKDIR /app
      COPY . .
      RUN npm ci
      RUN npm run build
      CMD ["node", "dist/index.js"]
      `,
      `
      package.json
          { "scripts": { "build": "tsc" }, "dependencies": { "koa": "2" }, "devDependencies": { "typescript": "5" } }
      package-lock.json
      tsconfig.json
          { "compilerOptions": { "outDir": "dist" } }
      src/index.ts
      `,
    );
    expect(text).toBe(
      dedent(`
      FROM node:22 AS base
      WORKDIR /app
      COPY package.json package-lock.json ./

      FROM base AS deps
      RUN npm ci --omit=dev

      FROM base AS build
      RUN npm ci
      COPY . .
      RUN npm run build

      FROM node:22-slim
      WORKDIR /app
      COPY --from=deps /app/node_modules /app/node_modules
      COPY --from=build /app/dist /app/dist
      COPY --from=build /app/package.json /app/package.json
      CMD ["node", "dist/index.js"]
      `),
    );
    expect(english(decisions[0]!)).toContain('manifests are copied before the install');
  });

  test('shows the size of the image before and after', () => {
    const result = convert(
      `
      FROM golang:1.22
      WORKDIR /app
      COPY . .
      RUN go build -o server .
      CMD ["./server"]
      `,
      `
      go.mod
      main.go
      `,
    );
    expect(result.after!.total.bytes.high).toBeLessThan(result.before!.total.bytes.low);
    expect(english(result.summary!)).toMatch(/before, .* after/);
  });
});
