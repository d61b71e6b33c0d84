import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { semanticTokens } from '../../../../server/src/languages/dockerfile/semantic-tokens.ts';
import type { SemanticToken } from '../../../../server/src/languages/token-legend.ts';
import { tokenStyles, tokenModifiers, tokenTypes } from '../../../../server/src/languages/token-legend.ts';
import { corpus } from '../../../support/corpus.ts';
import { dockerfileText } from '../../../support/dockerfile-text.ts';
import { documentOf } from '../../../support/document.ts';
import { dedent } from '../../../support/model.ts';

/** The lines of the text, each followed by the tokens that start on it: `kind:text`. */
function draw(text: string, tokens: readonly SemanticToken[]): string {
  let at = 0;
  const drawn: string[] = [];
  for (const line of text.split('\n')) {
    const end = at + line.length + 1;
    const own = tokens.filter(({ start }) => at <= start && start < end);
    drawn.push(line);
    if (own.length > 0)
      drawn.push(`> ${own.map(({ kind, ...of }) => `${kind}:${text.slice(of.start, of.end).replace('\n', '⏎')}`).join('  ')}`);
    at = end;
  }
  return drawn.join('\n');
}

describe('semantic tokens', () => {
  it.each([
    [
      'images, stages, tags, digests',
      `
      # syntax=docker/dockerfile:1
      > directive:syntax
      FROM --platform=$BUILDPLATFORM node:22-slim AS build
      > keyword:FROM  flag:--platform  predefined:BUILDPLATFORM  image:node  number:22-slim  keyword:AS  stageDeclaration:build
      FROM localhost:5000/a/b@sha256:0123
      > keyword:FROM  image:localhost:5000/a/b  number:sha256:0123
      FROM build as test
      > keyword:FROM  stage:build  keyword:as  stageDeclaration:test
      COPY --from=build --chown=1:1 --link=true /a b/ ./c
      > keyword:COPY  flag:--from  stage:build  flag:--chown  flag:--link  choice:true  path:/a  path:b/  path:./c
      COPY --from=0 --from=nginx:1 a b
      > keyword:COPY  flag:--from  number:0  flag:--from  image:nginx  number:1  path:a  path:b
      FROM scratch
      > keyword:FROM  emptyImage:scratch
      `,
    ],
    [
      'variables by origin',
      `
      ARG TAG=1 BASE
      > keyword:ARG  argDeclaration:TAG  number:1  argDeclaration:BASE
      FROM $BASE:\${TAG:-2}
      > keyword:FROM  arg:BASE  arg:TAG
      ARG TAG TARGETARCH
      > keyword:ARG  argDeclaration:TAG  predefinedDeclaration:TARGETARCH
      ENV VERSION=$TAG PATH="/x:$PATH"
      > keyword:ENV  envDeclaration:VERSION  arg:TAG  envDeclaration:PATH  string:"/x:  predefined:PATH  string:"
      RUN echo $TAG "$VERSION" \${TARGETARCH} $HOME $NOBODY
      > keyword:RUN  builtin:echo  arg:TAG  string:"  env:VERSION  string:"  predefined:TARGETARCH  predefined:HOME  variable:NOBODY
      RUN TAG=2; i=1; VERSION=$i export TAG
      > keyword:RUN  argSetting:TAG  number:2  operator:;  variableSetting:i  number:1  operator:;  envSetting:VERSION  variable:i  builtin:export  arg:TAG
      `,
    ],
    [
      'commands, options, operators, redirections, strings',
      `
      FROM a
      > keyword:FROM  image:a
      RUN set -eux; apt-get install -y --no-install-recommends curl=1.2 && rm -rf /var/lib/apt/lists/*
      > keyword:RUN  builtin:set  option:-eux  operator:;  command:apt-get  option:-y  option:--no-install-recommends  operator:&&  command:rm  option:-rf  path:/var/lib/apt/lists/*
      RUN curl -fsSL --retry=3 https://x/y | tar -xz -C /opt 2>/dev/null >> ./log || exit 1
      > keyword:RUN  command:curl  option:-fsSL  option:--retry  number:3  operator:|  command:tar  option:-xz  option:-C  path:/opt  operator:2>  path:/dev/null  operator:>>  path:./log  operator:||  builtin:exit  number:1
      RUN if [ -f /x ]; then echo 'a $b' "c \\n $(ls -l "/y" | wc) d"; fi
      > keyword:RUN  builtin:[  option:-f  path:/x  builtin:echo  string:'a $b'  string:"c   string:   command:ls  option:-l  string:"/y"  operator:|  command:wc  string: d"
      RUN FOO=bar BAZ="x y" make --prefix="$HOME" DESTDIR=/out
      > keyword:RUN  variableSetting:FOO  variableSetting:BAZ  string:"x y"  command:make  option:--prefix  string:"  predefined:HOME  string:"
      `,
    ],
    [
      'continued lines, and comments between them that are left to the grammar',
      `
      FROM a
      > keyword:FROM  image:a
      RUN apt-get update \\
      > keyword:RUN  command:apt-get
          # a comment && "here"
          && echo "one \\
      > operator:&&  builtin:echo  string:"one 
            two" \\
      > string:      two"
          -y
      > option:-y
      ENV A="x \\
      > keyword:ENV  envDeclaration:A  string:"x 
        y"
      > string:  y"
      `,
    ],
    [
      'mounts and other flags',
      `
      FROM a
      > keyword:FROM  image:a
      RUN --mount=type=cache,target=/root/.cache,sharing=locked,uid=10 --network=none ls
      > keyword:RUN  flag:--mount  property:type  choice:cache  property:target  path:/root/.cache  property:sharing  choice:locked  property:uid  number:10  flag:--network  choice:none  command:ls
      RUN --mount=type=bind,from=a,source=x,readonly ls
      > keyword:RUN  flag:--mount  property:type  choice:bind  property:from  image:a  property:source  path:x  property:readonly  command:ls
      ADD --chmod=644 https://x.org/y git@x.org:a/b z /w
      > keyword:ADD  flag:--chmod  number:644  path:z  path:/w
      HEALTHCHECK --interval=1m30s --retries=3 CMD curl -f http://localhost/
      > keyword:HEALTHCHECK  flag:--interval  number:1m30s  flag:--retries  number:3  keyword:CMD  command:curl  option:-f
      HEALTHCHECK NONE
      > keyword:HEALTHCHECK  keyword:NONE
      `,
    ],
    [
      'a RUN with comments inside (vscode-containers#442, where the other server crashes) and the next instruction (vscode-docker#4188)',
      `
      FROM a
      > keyword:FROM  image:a
      RUN --mount=type=cache,target=/x \\
      > keyword:RUN  flag:--mount  property:type  choice:cache  property:target  path:/x
          # why

          --network=none \\
      > flag:--network  choice:none
          # "why not
          ls -l <<EOF
      > command:ls  option:-l  operator:<<  heredoc:EOF
      it's open
      EOF
      > heredoc:EOF
      USER 1
      > keyword:USER  number:1
      `,
    ],
    [
      'ports, signals, users, folders, labels',
      `
      FROM a
      > keyword:FROM  image:a
      EXPOSE 80 443/tcp 8000-8010/udp $PORT
      > keyword:EXPOSE  number:80  number:443  choice:tcp  number:8000  number:8010  choice:udp  variable:PORT
      STOPSIGNAL SIGTERM
      > keyword:STOPSIGNAL  choice:SIGTERM
      STOPSIGNAL 9
      > keyword:STOPSIGNAL  number:9
      USER 1000:app
      > keyword:USER  number:1000
      WORKDIR /srv/app
      > keyword:WORKDIR  path:/srv/app
      VOLUME /a b
      > keyword:VOLUME  path:/a  path:b
      LABEL version=1.2 "a.b"="c \\"d\\"" path=/x
      > keyword:LABEL  property:version  number:1.2  property:"a.b"  string:"c   string:d  string:"  property:path  path:/x
      `,
    ],
    [
      'heredocs',
      `
      FROM a
      > keyword:FROM  image:a
      RUN <<EOF
      > keyword:RUN  operator:<<  heredoc:EOF
      set -e
      > builtin:set  option:-e
      for f in *; do
      > variableSetting:f
        cat "$f"
      > command:cat  string:"  variable:f  string:"
      done
      EOF
      > heredoc:EOF
      RUN <<-'EOF' python3
      > keyword:RUN  operator:<<-  heredoc:'EOF'  command:python3
      	print("x")
      	EOF
      > heredoc:EOF
      COPY <<A 3<<"B" /dir/
      > keyword:COPY  operator:<<  heredoc:A  operator:3<<  heredoc:"B"  path:/dir/
      a $HOSTNAME
      > variable:HOSTNAME
      A
      > heredoc:A
      b $HOSTNAME
      B
      > heredoc:B
      `,
    ],
    [
      'exec form, which is left to the grammar',
      `
      FROM a
      > keyword:FROM  image:a
      CMD ["node", "-e", "x"]
      > keyword:CMD
      COPY ["a b", "/c"]
      > keyword:COPY
      SHELL ["/bin/bash", "-c"]
      > keyword:SHELL
      RUN ["ls"]
      > keyword:RUN
      `,
    ],
    [
      'ONBUILD and its trigger',
      `
      FROM a
      > keyword:FROM  image:a
      ONBUILD COPY . /app
      > keyword:ONBUILD  keyword:COPY  path:.  path:/app
      onbuild run ls -l
      > keyword:onbuild  keyword:run  command:ls  option:-l
      `,
    ],
    [
      'PowerShell, of which only variables are known',
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      > keyword:FROM  image:mcr.microsoft.com/windows/servercore  number:ltsc2022
      SHELL ["powershell", "-Command"]
      > keyword:SHELL
      ENV V=1
      > keyword:ENV  envDeclaration:V  number:1
      RUN Write-Host $env:V
      > keyword:RUN  env:V
      `,
    ],
    [
      'the lines around an invalid one',
      `
      FROM
      > keyword:FROM
      FOO --x $A
      COPY --from= --x
      > keyword:COPY  flag:--from  flag:--x
      RUN [ "a && ( ls
      > keyword:RUN  builtin:[  string:"a && ( ls
      ENV A
      > keyword:ENV  envDeclaration:A
      RUN ls -l
      > keyword:RUN  command:ls  option:-l
      `,
    ],
  ])('include %s', (_, expected) => {
    const drawn = dedent(expected);
    const text = drawn.replace(/^>.*\n/gm, '');
    expect(draw(text, semanticTokens(documentOf(text)))).toBe(drawn);
  });

  it('support other escape characters and Windows line endings', () => {
    const text = '# escape=`\r\nFROM a\r\nENV A="x`"y" `\r\n  B=c:\\d\r\nRUN a `\r\n && b "c `\r\n  d"\r\n';
    const found = semanticTokens(documentOf(text)).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);
    expect(found.join('  ')).toBe(
      'directive:escape  keyword:FROM  image:a  keyword:ENV  envDeclaration:A  string:"x  string:y"  envDeclaration:B  path:c:\\d  ' +
        'keyword:RUN  command:a  operator:&&  command:b  string:"c   string:  d"',
    );
  });

  it('of a range are those of its instructions', () => {
    const text = 'FROM a AS b\nRUN ls \\\n -l\n\nUSER 1\n';
    const document = documentOf(text);
    const all = semanticTokens(document);
    const of = (part: string): readonly SemanticToken[] => {
      const start = text.indexOf(part);
      return semanticTokens(document, { start, end: start + part.length });
    };
    expect(of(' -l')).toEqual(all.filter(({ start }) => start > text.indexOf('RUN') - 1 && start < text.indexOf('USER')));
    expect(of('\n\nUSER')).toEqual(all.filter(({ start }) => start >= text.indexOf('RUN')));
  });
});

describe('semantic tokens of any text', () => {
  function expectOrder(text: string): void {
    let at = 0;
    for (const { start, end } of semanticTokens(documentOf(text))) {
      if (start < at || end <= start || end > text.length) expect.fail(`${start}..${end} behind ${at} in ${JSON.stringify(text)}`);
      at = end;
    }
  }

  it('are in order, without overlaps', () => {
    fc.assert(fc.property(dockerfileText, expectOrder), { numRuns: 500 });
  });

  it.skipIf(corpus.length === 0)('are in order in real files', () => {
    for (const { text } of corpus) expectOrder(text);
  });
});

describe('the legend', () => {
  const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../../package.json'), 'utf8')).contributes;

  it('only has LSP types', () => {
    // https://microsoft.github.io/language-server-protocol/specifications/lsp/3.18/specification/#textDocument_semanticTokens
    const standard =
      'namespace type class enum interface struct typeParameter parameter variable property enumMember event function method macro ' +
      'keyword modifier comment string number regexp operator decorator label';
    for (const type of tokenTypes) expect(standard.split(' ')).toContain(type);
  });

  it('has fewer modifiers than a number has bits', () => {
    expect(tokenModifiers.length).toBeLessThan(31);
  });

  it('declares the scopes of the grammar for VS Code', () => {
    const scopes = Object.values(tokenStyles).map(({ type, modifiers, scope }) => [[type, ...modifiers].join('.'), [scope]]);
    expect(manifest.semanticTokenScopes).toEqual([{ language: 'dockerfile', scopes: Object.fromEntries(scopes) }]);
  });

  it('declares its own modifiers for VS Code', () => {
    const standard = new Set(['declaration', 'modification', 'readonly', 'defaultLibrary']);
    const own = tokenModifiers.filter((modifier) => !standard.has(modifier));
    expect(manifest.semanticTokenModifiers.map(({ id }: { id: string }) => id).sort()).toEqual(own.sort());
  });
});
