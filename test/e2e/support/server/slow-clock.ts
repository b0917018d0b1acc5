// Read by a server before its own code (node --import): its clock is slow by so much.
const behindMs = Number(process.env.CLOCK_BEHIND_MS);
const now = Date.now.bind(Date);
Date.now = () => now() - behindMs;
