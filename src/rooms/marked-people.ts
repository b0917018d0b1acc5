interface Marks {
  readonly invite: { readonly inviteId: string } | null;
  readonly deviceHash: string | null;
}

/** People who are known again in this meeting: by the invite they came by, and by what their browser calls itself. */
export class MarkedPeople {
  readonly #invites = new Set<string>();
  readonly #devices = new Set<string>();

  add({ invite, deviceHash }: Marks): void {
    if (invite) this.#invites.add(invite.inviteId);
    if (deviceHash !== null) this.#devices.add(deviceHash);
  }

  delete({ invite, deviceHash }: Marks): void {
    if (invite) this.#invites.delete(invite.inviteId);
    if (deviceHash !== null) this.#devices.delete(deviceHash);
  }

  clear(): void {
    this.#invites.clear();
    this.#devices.clear();
  }

  hasInvite(inviteId: string): boolean {
    return this.#invites.has(inviteId);
  }

  hasDevice(deviceHash: string | null): boolean {
    return deviceHash !== null && this.#devices.has(deviceHash);
  }
}
