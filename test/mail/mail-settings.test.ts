import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { ConfigError, settingsWithoutSecrets } from '../../src/settings.ts';

const FROM = { MAIL_FROM: 'Konferenz Süd <konferenz@example.org>' };

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('mail', () => {
  it('goes out nowhere unless a server is named', () => {
    expect(loadConfig({}).mail).toBeNull();
  });

  it('goes by an address or by its parts, encrypted to everywhere else', () => {
    const from = { name: 'Konferenz Süd', address: 'konferenz@example.org' };
    const login = { user: 'eva@example.org', password: 'p@ss:wörd' };
    const starttls = { host: 'mail.example.org', port: 587, tls: 'starttls', login, from };
    expect(
      loadConfig({ ...FROM, SMTP_URL: 'smtp://eva%40example.org:p%40ss%3Aw%C3%B6rd@mail.example.org' }).mail,
    ).toEqual(starttls);
    const parts = { SMTP_HOST: 'mail.example.org', SMTP_USER: login.user, SMTP_PASSWORD: login.password };
    expect(loadConfig({ ...FROM, ...parts }).mail).toEqual(starttls);
    const tlsOf = (env: Record<string, string>) => loadConfig({ ...FROM, ...env }).mail?.tls;
    expect(tlsOf({ SMTP_URL: 'smtps://mail.example.org' })).toBe('at-once');
    expect(tlsOf({ SMTP_HOST: 'mail.example.org', SMTP_PORT: '465' })).toBe('at-once');
    expect(tlsOf({ SMTP_URL: 'smtp://10.0.0.1:25' })).toBe('starttls');
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(tlsOf({ SMTP_URL: `smtp://${host}:25` })).toBe('offered');
    expect(loadConfig({ SMTP_HOST: 'localhost', MAIL_FROM: 'a@example.org' }).mail?.from).toEqual({
      name: null,
      address: 'a@example.org',
    });
  });

  it.each([
    [{ ...FROM, SMTP_URL: 'https://mail.example.org' }, 'SMTP_URL: what is set is not an address such as smtp:'],
    [{ ...FROM, SMTP_URL: 'smtp://eva@mail.example.org' }, 'SMTP_URL: what is set is not'],
    [{ ...FROM, SMTP_URL: 'smtp://mail.example.org/x' }, 'SMTP_URL: what is set is not'],
    [{ ...FROM, SMTP_URL: 'smtp://eva:%E0%A4@mail.example.org' }, 'SMTP_URL: what is set is not'],
    [{ ...FROM, SMTP_HOST: 'mail example' }, 'SMTP_HOST'],
    [{ ...FROM, SMTP_HOST: 'mail.example', SMTP_PORT: '0' }, 'SMTP_PORT'],
    [{ ...FROM, SMTP_HOST: 'mail.example', SMTP_USER: 'eva' }, 'SMTP_USER and SMTP_PASSWORD: set both'],
    [{ ...FROM, SMTP_HOST: 'mail.example', SMTP_URL: 'smtp://mail.example' }, 'SMTP_URL: set it alone'],
    [{ SMTP_HOST: 'mail.example' }, 'MAIL_FROM: set it when mail is sent'],
    [{ SMTP_HOST: 'mail.example', MAIL_FROM: 'niemand' }, 'MAIL_FROM: "niemand" is not an e-mail address'],
    [{ SMTP_HOST: 'mail.example', MAIL_FROM: 'a@b.example, c@d.example' }, 'MAIL_FROM'],
    [FROM, 'SMTP_URL or SMTP_HOST: set one of them'],
  ] as const)('%j is refused with what is allowed', (env, words) => {
    expect(problemsOf({ ...env })).toContain(words);
  });

  it('has secrets that nobody is told', () => {
    const env = { ...FROM, SMTP_URL: 'smtp://eva:geheimnis@mail.example.org/pfad' };
    expect(problemsOf(env)).not.toContain('geheimnis');
    expect(JSON.stringify(settingsWithoutSecrets(env))).not.toMatch(/geheimnis|konferenz|mail\.example/);
  });
});
