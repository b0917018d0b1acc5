import type { Answer, Operation, Parameter, Route } from './document.ts';
import { field, inWords, partsOf } from './schemas.ts';
import { code, escaped, inline, paragraphs } from './words.ts';

/** A route that is opened by a press; its address opens it too, since its place is within. */
export function routeHtml({ id, method, path, operation }: Route): string {
  const { summary = '', description, security = [], parameters = [], requestBody, responses = {} } = operation;
  return `<details>
<summary><span class="method">${escaped(method.toUpperCase())}</span> ${code(path)} <span class="summary">${inline(summary)}</span></summary>
<div class="route" id="${id}">
${paragraphs(description)}<p>${accessHtml(security)}</p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3>\n<ul class="fields">${parameters.map(parameterHtml).join('')}</ul>\n`}${bodyHtml(requestBody)}<h3>Answers</h3>
<ul class="fields">${Object.entries(responses)
    .map(([status, answer]) => answerHtml(status, answer))
    .join('')}</ul>
</div>
</details>`;
}

function accessHtml(security: NonNullable<Operation['security']>): string {
  const scopes = security.flatMap(({ token }) => token ?? []);
  if (scopes.length === 0) return 'For whoever is signed in; not for programs.';
  return `For a token with ${scopes.map(code).join(', ')}, and for whoever is signed in.`;
}

function parameterHtml({ name, in: place, required = false, description, schema = {} }: Parameter): string {
  const where = place === 'path' ? 'In the path.' : place === 'header' ? 'A header.' : 'In the query.';
  const said = description === undefined ? where : `${where} ${description}`;
  return field(name, schema, required, said);
}

function bodyHtml(body: Operation['requestBody']): string {
  const contents = Object.entries(body?.content ?? {});
  if (contents.length === 0) return '';
  const kinds = contents.map(([type, { schema = {} }]) => {
    const parts = partsOf(schema);
    return `<p>${code(type)}${parts === '' ? `: ${inWords(schema)}` : ''}</p>\n${parts}`;
  });
  return `<h3>What is sent</h3>\n${kinds.join('\n')}\n`;
}

function answerHtml(status: string, { description, content = {} }: Answer): string {
  const label = status === 'default' ? 'otherwise' : status;
  const kinds = Object.entries(content).map(([type, { schema = {} }]) => {
    const parts = partsOf(schema);
    return `${code(type)} <span class="what">${inWords(schema)}</span>${parts}`;
  });
  // Of what every framework says by itself nobody learns anything.
  const said = description === undefined || description === 'Default Response' ? '' : inline(description);
  const nothing = kinds.length === 0 && said === '' ? 'nothing' : '';
  return `<li><strong>${escaped(label)}</strong> ${[said, ...kinds, nothing].filter((part) => part !== '').join(' ')}</li>`;
}
