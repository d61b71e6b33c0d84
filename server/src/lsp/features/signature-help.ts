import { MarkupKind, SignatureHelpTriggerKind } from 'vscode-languageserver';
import type { ParameterInformation, SignatureHelpClientCapabilities, SignatureInformation } from 'vscode-languageserver';
import { markdownTranslator } from '../../languages/markdown.ts';
import type { Signature } from '../../languages/results.ts';
import type { FixedMessage, Translate } from '../../base/message.ts';
import { slice } from '../../base/span.ts';
import type { Feature } from '../feature.ts';
import { servedSnapshot } from './served-snapshot.ts';

type Abilities = NonNullable<SignatureHelpClientCapabilities['signatureInformation']>;

/** The syntax of the instruction, flag or mount at the cursor. */
export const signatureHelp: Feature = (connection, session) => {
  connection.onSignatureHelp(async ({ textDocument: { uri }, position, context }, token) => {
    const snapshot = await servedSnapshot(session, uri, token);
    const isTriggered = context?.triggerKind === SignatureHelpTriggerKind.TriggerCharacter && !context.isRetrigger;
    const help = snapshot?.service.signatureHelp?.(snapshot.document, snapshot.lines.offsetAt(position), isTriggered);
    if (!help) return null;
    const abilities = session.capabilities.textDocument?.signatureHelp?.signatureInformation ?? {};
    return {
      signatures: help.signatures.map((signature) => toSignature(signature, abilities, session.translate)),
      activeSignature: help.active,
      ...activeParameter(help.signatures[help.active], abilities),
    };
  });
};

function toSignature(signature: Signature, abilities: Abilities, translate: Translate): SignatureInformation {
  const { label, summary, parameters } = signature;
  const markdown = abilities.documentationFormat?.includes(MarkupKind.Markdown) ?? false;
  const documentation = (text: FixedMessage): ParameterInformation['documentation'] =>
    markdown ? { kind: MarkupKind.Markdown, value: markdownTranslator(translate)(text) } : translate(text);
  return {
    label,
    documentation: documentation(summary)!,
    parameters: parameters.map((parameter) => ({
      label: abilities.parameterInformation?.labelOffsetSupport ? [parameter.start, parameter.end] : slice(label, parameter),
      documentation: documentation(parameter.summary)!,
    })),
    ...(abilities.activeParameterSupport && activeParameter(signature, abilities)),
  };
}

/** If the cursor is not in a parameter, a client without `noActiveParameterSupport` highlights the first one. */
function activeParameter(signature: Signature | undefined, abilities: Abilities): Pick<SignatureInformation, 'activeParameter'> {
  if (signature?.active !== undefined) return { activeParameter: signature.active };
  return abilities.noActiveParameterSupport ? { activeParameter: null } : {};
}
