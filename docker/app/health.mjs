// For the image's HEALTHCHECK: asks the server that runs beside it whether it can serve, and says which part is ill.
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';

const WITHIN_MS = 8_000;

const { HOST = '', PORT, TLS_CERT } = process.env;
const request = TLS_CERT ? requestTls : requestPlain;
const host = ['', '0.0.0.0', '::'].includes(HOST) ? 'localhost' : HOST;

/** @param {string} sentence */
function fail(sentence) {
  process.stdout.write(`${sentence}\n`);
  process.exit(1);
}

const options = {
  host,
  port: PORT || 3000,
  path: '/readyz',
  // It is this machine's own, whatever name the certificate is for.
  rejectUnauthorized: false,
  signal: AbortSignal.timeout(WITHIN_MS),
};
request(options, (response) => {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part) => {
    text += part;
  });
  response.on('error', (error) => fail(`no whole answer: ${error.message}`));
  response.on('end', () => {
    if (response.statusCode !== 200) fail(text);
    process.stdout.write(`${text}\n`);
  });
})
  .on('error', (error) => fail(`no answer: ${error.message}`))
  .end();
