import { config } from 'zod';

// The CSP forbids to make code of text, which zod tries for its speed; the attempt alone would be reported.
config({ jitless: true });
