// What the server may send, by method: a JSON Schema is made of these types.
import * as p from 'vscode-languageserver-protocol';

/** Answers to requests of the client. */
export interface Results {
  'initialize': p.InitializeResult;
  'shutdown': null;
  'textDocument/hover': p.Hover | null;
  'textDocument/codeAction': (p.Command | p.CodeAction)[] | null;
  'codeAction/resolve': p.CodeAction;
  'textDocument/inlayHint': p.InlayHint[] | null;
  'inlayHint/resolve': p.InlayHint;
  'textDocument/codeLens': p.CodeLens[] | null;
  'codeLens/resolve': p.CodeLens;
  'textDocument/documentSymbol': p.DocumentSymbol[] | p.SymbolInformation[] | null;
  'textDocument/completion': p.CompletionItem[] | p.CompletionList | null;
  'completionItem/resolve': p.CompletionItem;
  'textDocument/prepareRename': p.Range | { range: p.Range; placeholder: string } | { defaultBehavior: boolean } | null;
  'textDocument/rename': p.WorkspaceEdit | null;
  'textDocument/documentHighlight': p.DocumentHighlight[] | null;
  'textDocument/definition': p.Location | p.Location[] | p.LocationLink[] | null;
  'textDocument/references': p.Location[] | null;
  'textDocument/diagnostic': p.DocumentDiagnosticReport;
  'workspace/diagnostic': p.WorkspaceDiagnosticReport;
  'workspace/symbol': p.SymbolInformation[] | p.WorkspaceSymbol[] | null;
  'workspace/executeCommand': unknown;
}

/** Requests and notifications of the server. */
export interface Params {
  'textDocument/publishDiagnostics': p.PublishDiagnosticsParams;
  'client/registerCapability': p.RegistrationParams;
  'client/unregisterCapability': p.UnregistrationParams;
  'workspace/configuration': p.ConfigurationParams;
  'workspace/applyEdit': p.ApplyWorkspaceEditParams;
  'window/showMessage': p.ShowMessageParams;
  'window/showMessageRequest': p.ShowMessageRequestParams;
  'window/logMessage': p.LogMessageParams;
  'window/workDoneProgress/create': p.WorkDoneProgressCreateParams;
  '$/progress': Progress;
  '$/logTrace': p.LogTraceParams;
}

/** The protocol leaves the value open; the server reports only work done. */
interface Progress {
  token: p.ProgressToken;
  value: p.WorkDoneProgressBegin | p.WorkDoneProgressReport | p.WorkDoneProgressEnd;
}

export interface Messages {
  results: Results;
  params: Params;
}
