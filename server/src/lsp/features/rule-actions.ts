import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction } from 'vscode-languageserver';
import { minimalEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { findingsAt } from '../../languages/quick-fixes.ts';
import { safeFixOf } from '../../linter/fix-all.ts';
import { commandIds } from '../messages.ts';
import type { Session } from '../session.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/**
 * The actions for each rule with a finding at `at`: fix all of its problems in the file, turn the rule off, show its documentation. The
 * last two need commands of our own client.
 */
export async function ruleActions(snapshot: ServedSnapshot, at: Span, session: Session): Promise<CodeAction[]> {
  const { language, document } = snapshot;
  const findings = (await session.inSlicesForText(snapshot, language.diagnostics(document))) ?? [];
  const touched = findingsAt(findings, at);
  const actions: CodeAction[] = [];
  for (const rule of new Set(touched.map((finding) => finding.rule))) {
    const diagnostics = touched.filter((finding) => finding.rule === rule).map((finding) => toDiagnostic(finding, snapshot, session));
    const several = findings.filter((finding) => finding.rule === rule && safeFixOf(finding)).length > 1;
    const offered = [...(several ? await fixAllOf(rule, snapshot, session) : []), ...ruleCommands(rule, session)];
    actions.push(...offered.map((action) => ({ ...action, kind: CodeActionKind.QuickFix, diagnostics })));
  }
  return actions;
}

async function fixAllOf(rule: string, snapshot: ServedSnapshot, session: Session): Promise<CodeAction[]> {
  const result = await session.inSlicesForText(snapshot, snapshot.service.fixAll(snapshot.document, rule));
  const edit = result && minimalEdit(snapshot.text, result.text);
  const title = session.translate(message('Fix all {rule} problems in this file', { rule }));
  return edit ? [{ title, edit: session.workspaceEdit(snapshot, [edit]) }] : [];
}

function ruleCommands(rule: string, { abilities, translate }: Session): CodeAction[] {
  if (!abilities.ruleCommands) return [];
  const action = (command: string, title: string): CodeAction => ({ title, command: { command, title, arguments: [rule] } });
  return [
    action(commandIds.turnOffRule, translate(message('Turn off {rule}', { rule }))),
    action(commandIds.showRule, translate(message('Show documentation of {rule}', { rule }))),
  ];
}
