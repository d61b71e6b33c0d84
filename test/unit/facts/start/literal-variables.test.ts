import { expect, it } from 'vitest';
import { factsOf } from '../../../../server/src/facts/facts.ts';
import { documentOf } from '../../../support/document.ts';

/** The variables of the last instruction that are not expanded. */
it.each([
  ['CMD ["app", "$A", "${B:-b}/x", "c$C$D"]', '$A ${B:-b} $C $D'],
  ['RUN ["app", "$A"]', '$A'],
  ['HEALTHCHECK CMD ["app", "$A"]', '$A'],
  ['HEALTHCHECK CMD ["posh", "-c", "echo $A"]', ''],
  ['CMD ["sh", "-c", "echo $A"]', ''],
  ['CMD ["mksh", "-c", "echo $A"]', ''],
  ['CMD ["fish", "-c", "echo $A"]', ''],
  ['CMD ["/usr/bin/env", "bash", "-c", "echo $A"]', ''],
  ['CMD ["busybox", "sh", "-c", "echo $A"]', ''],
  ['CMD ["zsh", "-lc", "echo $A"]', ''],
  ['CMD ["sh", "-c", "-e", "echo $A"]', ''],
  ['CMD ["su", "app", "-c", "echo $A"]', ''],
  ['CMD ["pwsh", "-Command", "$env:X", "$A"]', ''],
  ['CMD ["conda", "run", "-n", "$E", "bash", "-c", "echo $A"]', '$E'],
  ['CMD ["sh", "-c", "exec \\"$@\\"", "--", "bash", "-c", "echo $A"]', ''],
  ['CMD ["sh", "-c", "exec app \\"$1\\"", "--", "$A"]', '$A'],
  ['CMD ["bash", "script.sh", "$A"]', '$A'],
  ['CMD ["bash", "-e", "script.sh", "$A"]', '$A'],
  ['CMD ["bash", "/entrypoint.sh", "sh", "-c", "echo $A"]', ''],
  ['CMD ["pwsh", "-File", "x.ps1", "$A"]', '$A'],
  ['CMD ["gosu", "$USER", "sh", "-c", "echo $A"]', '$USER'],
  ['CMD ["tini", "-g", "--", "bash", "-c", "echo $A", "$B"]', '$B'],
  ['CMD ["exec", "$A"]', '$A'],
  ['CMD ["awk", "{ print $NF }"]', ''],
  ['CMD ["find", ".", "-exec", "sed", "s/$A//", "{}", ";"]', ''],
  ['ENTRYPOINT ["sh", "-c"]\nCMD ["echo $A"]', ''],
  ['ENTRYPOINT ["tini", "--", "sh", "-c"]\nCMD ["echo $A", "$B"]', '$B'],
  ['ENTRYPOINT ["server"]\nCMD ["--port", "$A"]', '$A'],
  ['ENTRYPOINT server\nCMD ["--port", "$A"]', ''],
  ['ENTRYPOINT ["sh", "-c"]\nHEALTHCHECK CMD ["echo $A"]', '$A'],
  ['CMD echo $A', ''],
  ['ENTRYPOINT ["/run.sh"]\nCMD ["$A"]', ''],
  ['ENTRYPOINT ["/run.bash"]\nCMD ["$A"]', ''],
  ['ENTRYPOINT ["my-entrypoint"]\nCMD ["$A"]', ''],
  ['ENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["app", "$A"]', '$A'],
  ['ENTRYPOINT ["/run.shx"]\nCMD ["$A"]', '$A'],
  ['CMD ["app", "$filter"]', ''],
  ['CMD ["app", "${filter}"]', '${filter}'],
  ['ENV filter=1\nCMD ["app", "$filter"]', '$filter'],
  ['ONBUILD CMD ["app", "$A"]', '$A'],
  ['ONBUILD HEALTHCHECK CMD ["app", "$A"]', '$A'],
  ['CMD ["bash", "-c", "exec \\"$*\\"", "--", "sh", "-c", "echo $A"]', ''],
  ['CMD ["bash", "-c", "a", "b", "sh", "-c", "echo $A"]', '$A'],
  ['CMD ["sh", "$A"]', '$A'],
  ['CMD ["app", "x", "awk", "{ print $NF }"]', ''],
  ['CMD ["app", "\\\\$A", "$$A", "$5"]', ''],
])('%s', (lines, expected) => {
  const { model, build } = documentOf(`FROM debian:12\n${lines}`);
  const found = factsOf(model, build).literalVariablesOf(model.tree.instructions.at(-1)!);
  expect(found.map(({ text }) => text).join(' ')).toBe(expected);
  for (const { start, end, text } of found) expect(model.tree.text.slice(start, end)).toBe(text);
});
