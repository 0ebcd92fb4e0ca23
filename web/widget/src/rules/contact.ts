/** A contact left by a visitor: is it a phone number or a mail address that can be right? */

export type Contact = { phone: string } | { email: string };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

/** Full-width digits and signs, which Chinese input methods produce, become ordinary ones. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim();

export function readContact(text: string): Contact | null {
  const value = plain(text);
  if (value.includes('@')) return EMAIL.test(value) ? { email: value } : null;
  const digits = value.replace(/[\s\-().]/g, '');
  if (/^(?:\+?86)?1[3-9]\d{9}$/.test(digits)) return { phone: digits };
  if (/^\+\d{8,15}$/.test(digits) && !digits.startsWith('+86')) return { phone: digits };
  // A land line with its area code.
  return /^0\d{9,11}$/.test(digits) ? { phone: digits } : null;
}
