import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { english } from '../../text/message.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';

/** Pushes a document's diagnostics whenever something that they depend on has changed. */
export const diagnostics: Feature = {
  capabilities: () => ({}),
  listen(connection, session) {
    session.onSnapshot((snapshot) => {
      const { uri, version } = snapshot;
      void connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(snapshot) });
    });
    session.onClose((uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }));
  },
};

function diagnosticsOf(snapshot: Snapshot): Diagnostic[] {
  return snapshot.tree.problems.map((problem) => ({
    range: toRange(snapshot.lines, problem),
    severity: DiagnosticSeverity.Error,
    source: 'layerwise',
    code: problem.code,
    message: english(problem.message),
  }));
}
