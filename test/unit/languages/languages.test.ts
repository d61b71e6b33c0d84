import { defaultRules } from '../../../server/src/rules/rules-for.ts';
import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import type { LanguageService } from '../../../server/src/languages/language-service.ts';
import { languageOf } from '../../../server/src/languages/languages.ts';
import { serviceOf } from '../../../server/src/languages/services.ts';
import { english } from '../../../server/src/base/message.ts';
import { assets } from '../../support/assets.ts';
import { finish } from '../../../server/src/base/work.ts';
import { noContext } from '../../support/rules.ts';

it.each<[languageId: string | undefined, name: string, id: string]>([
  ['dockerfile', 'file:///ws/Dockerfile', 'dockerfile'],
  ['dockerignore', 'file:///ws/.dockerignore', 'dockerignore'],
  ['ignore', 'file:///ws/.dockerignore', 'dockerignore'],
  ['dockerfile', 'file:///ws/Dockerfile.dockerignore', 'dockerignore'],
  ['dockerignore', 'untitled:Untitled-1', 'dockerignore'],
  ['plaintext', 'file:///ws/Containerfile', 'dockerfile'],
  ['dockerfile', 'file:///ws/.dockerignore.Dockerfile', 'dockerfile'],
  [undefined, 'docker/app.Dockerfile', 'dockerfile'],
  [undefined, 'docker/.dockerignore', 'dockerignore'],
  [undefined, '-', 'dockerfile'],
])('a document of the language %s called %s is a %s', (languageId, name, id) => {
  const language = languageOf({ name, ...(languageId !== undefined && { languageId }) });
  expect(language.id).toBe(id);
  expect(serviceOf(language).id).toBe(id);
});

/** Requests of a client. A language may not support all of them. */
const requests: Readonly<Record<string, (service: LanguageService, document: never, offset: number) => unknown>> = {
  diagnostics: (service, document) => finish(service.diagnostics(document)),
  quickFixes: (service, document, offset) => service.quickFixes(document, { start: offset, end: offset }),
  fixAll: (service, document) => finish(service.fixAll(document)).text,
  hover: (service, document, offset) => service.hover?.(document, offset, english),
  completion: (service, document, offset) => service.completion?.(document, offset, { translate: english }).items,
  outline: (service, document) => service.outline?.(document, english),
  folds: (service, document) => service.folds?.(document),
};

describe.each(['Dockerfile', '.dockerignore'])('the service of a %s', (name) => {
  const language = languageOf({ name });
  const service = serviceOf(language);
  const documentOf = (text: string) =>
    language.createDocument({ text, build: createBuildContext(noContext), users: [], rules: defaultRules, assets });

  it.each(Object.entries(requests))('answers %s for any text', (_, request) => {
    for (const text of ['', '\n', '# comment\n', 'FROM alpine\nRUN echo a\n', '*.log\n!keep.log\n', '\u0000\r\n[a-', 'FROM']) {
      const document = documentOf(text);
      for (const offset of [0, text.length]) expect(() => request(service, document as never, offset)).not.toThrow();
    }
  });

  it('creates another version of a document', () => {
    const document = documentOf('# a\n');
    expect(language.withText(document, '# b\n').text).toBe('# b\n');
    expect(language.withText(document, '# a\n')).toBe(document);
    const next = language.createDocument(
      { text: '# b\n', build: createBuildContext(noContext), users: [], rules: defaultRules, assets },
      document,
    );
    expect(next.text).toBe('# b\n');
  });
});

it('a language does not have unsupported features', () => {
  const [dockerfile, dockerignore] = ['Dockerfile', '.dockerignore'].map((name) => Object.keys(serviceOf(languageOf({ name }))));
  expect(dockerfile!.filter((feature) => !dockerignore!.includes(feature)).sort()).toEqual([
    'codeLenses',
    'comparison',
    'contextSources',
    'definition',
    'format',
    'formatNewLine',
    'formatRange',
    'ignoreFile',
    'image',
    'imagesBuiltFrom',
    'inlayHints',
    'layers',
    'links',
    'multiStage',
    'multiStageSources',
    'offersIgnoreFile',
    'offersMultiStage',
    'prepareRename',
    'refactorings',
    'references',
    'rename',
    'savings',
    'selections',
    'semanticTokens',
    'shellScripts',
    'signatureHelp',
    'usesContext',
    'withBuild',
    'withSavings',
    'withShellCheck',
  ]);
  expect(dockerignore!.filter((feature) => !dockerfile!.includes(feature))).toEqual([]);
});
