import path from "node:path";
import { twMerge } from "tailwind-merge";
import ts from "typescript";

/** A class that another one would replace, though both are given to the same element. */
export interface Fight {
  readonly place: string;
  readonly lost: readonly string[];
  readonly to: string;
}

interface Call {
  readonly file: string;
  readonly node: ts.CallExpression;
}

/**
 * Class names that set the same thing on one element: given to one `cn` or `cva`, or to the property of a component
 * (`className`, or one whose name ends so) that such a call takes in. Names are followed to constants; what is worked out
 * otherwise isn't seen.
 */
export function findFights(files: ReadonlyMap<string, string>): readonly Fight[] {
  const sources = [...files].map(([name, text]) =>
    ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
  );
  const constants = sources.flatMap(listConstants);
  const read = (node: ts.Node) => readClasses(node, constants, 0);
  const calls = sources.flatMap(listCalls);
  const bases = groupByProperty(calls);
  const passed = groupPassed(sources);
  return [
    ...calls.flatMap(({ file, node }) => compareAll(placeOf(file, node), pairUp(node.arguments.map(read)))),
    ...sources.flatMap((source) =>
      listUses(source).flatMap(({ property, node, classes }) => {
        const given = read(classes);
        const base = [...followPassed(property, passed)].flatMap((end) =>
          (bases.get(end) ?? []).flatMap((call) => call.arguments.map(read)),
        );
        return compareAll(
          placeOf(source.fileName, node),
          base.map((earlier) => [earlier, given] as const),
        );
      }),
    ),
  ];
}

type Pair = readonly [earlier: readonly string[], later: readonly string[]];

function pairUp(groups: readonly (readonly string[])[]): Pair[] {
  return groups.flatMap((earlier, index) => groups.slice(index + 1).map((later) => [earlier, later] as const));
}

function compareAll(place: string, pairs: readonly Pair[]): Fight[] {
  return pairs.flatMap(([earlier, later]) =>
    earlier.flatMap((before) =>
      later.flatMap((to) => {
        const lost = listLost(before, to);
        return lost.length > 0 ? [{ place, lost, to }] : [];
      }),
    ),
  );
}

function listLost(before: string, to: string): string[] {
  const kept = new Set(twMerge(before, to).split(" "));
  return before.split(/\s+/).filter((name) => name !== "" && !kept.has(name));
}

function placeOf(file: string, node: ts.Node): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${path.normalize(file)}:${line + 1}`;
}

function listConstants(source: ts.SourceFile): ts.VariableDeclaration[] {
  return source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
  );
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function listCalls(source: ts.SourceFile): Call[] {
  const calls: Call[] = [];
  visit(source, (node) => {
    if (ts.isCallExpression(node) && isJoin(node)) calls.push({ file: source.fileName, node });
  });
  return calls;
}

const classProperty = /^(className|\w+ClassName)$/;

/** By the component and its property whose classes they are given, too. */
function groupByProperty(calls: readonly Call[]): ReadonlyMap<string, readonly ts.CallExpression[]> {
  const groups = new Map<string, ts.CallExpression[]>();
  for (const { node } of calls) {
    for (const argument of node.arguments) {
      if (!classProperty.test(argument.getText())) continue;
      const property = `${nameAround(node)}.${argument.getText()}`;
      groups.set(property, [...(groups.get(property) ?? []), node]);
    }
  }
  return groups;
}

/** By the property of a component, those of the components inside it that are given its classes as they are. */
function groupPassed(sources: readonly ts.SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { property, node, classes } of sources.flatMap(listUses)) {
    visit(classes, (inner) => {
      if (!ts.isIdentifier(inner) || !classProperty.test(inner.text)) return;
      const outer = `${nameAround(node)}.${inner.text}`;
      groups.set(outer, [...(groups.get(outer) ?? []), property]);
    });
  }
  return groups;
}

/** The property and every one that its classes end up in. */
function followPassed(property: string, passed: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set([property]);
  for (const reached of found) for (const next of passed.get(reached) ?? []) found.add(next);
  return found;
}

function nameAround(node: ts.Node): string {
  const found = ts.findAncestor(node, ts.isFunctionDeclaration);
  return found?.name?.text ?? "";
}

function listUses(source: ts.SourceFile) {
  const uses: { property: string; node: ts.Node; classes: ts.Node }[] = [];
  visit(source, (node) => {
    if (!ts.isJsxSelfClosingElement(node) && !ts.isJsxOpeningElement(node)) return;
    for (const attribute of node.attributes.properties) {
      if (!ts.isJsxAttribute(attribute) || !attribute.initializer) continue;
      const name = attribute.name.getText();
      if (!classProperty.test(name)) continue;
      uses.push({ property: `${node.tagName.getText()}.${name}`, node, classes: attribute.initializer });
    }
  });
  return uses;
}

/** `cva` joins classes as well: those of its variants come after its own. */
function isJoin({ expression }: ts.CallExpression): boolean {
  return ["cn", "cva"].includes(expression.getText());
}

/** The texts that an expression may come to. */
function readClasses(node: ts.Node, constants: readonly ts.VariableDeclaration[], depth: number): string[] {
  const read = (inner: ts.Node | undefined) => (inner && depth < 6 ? readClasses(inner, constants, depth + 1) : []);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isJsxExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) {
    return read(node.expression);
  }
  if (ts.isConditionalExpression(node)) return [...read(node.whenTrue), ...read(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return read(node.right);
  if (ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node)) return read(node.expression);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? read(property.initializer) : []));
  }
  if (ts.isIdentifier(node)) return findConstants(node, constants).flatMap(({ initializer }) => read(initializer));
  if (ts.isCallExpression(node)) {
    // What `cva` makes is called as a constant.
    return isJoin(node) ? node.arguments.flatMap(read) : read(node.expression);
  }
  return [];
}

/** Those of its own file before others of its name. */
function findConstants(node: ts.Identifier, constants: readonly ts.VariableDeclaration[]) {
  const named = constants.filter(({ name }) => name.getText() === node.text);
  const own = named.filter((constant) => constant.getSourceFile() === node.getSourceFile());
  return own.length > 0 ? own : named;
}
