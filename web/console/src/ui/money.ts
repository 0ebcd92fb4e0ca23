/** Currencies with other than two decimals (ISO 4217). */
const DECIMALS: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3, OMR: 3 };

export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2;

/** Amounts are kept in the smallest unit and shown in the usual one. */
export const toShown = (amount: number, currency: string): number =>
  amount / 10 ** decimalsOf(currency);
export const toMinor = (shown: number, currency: string): number =>
  Math.round(shown * 10 ** decimalsOf(currency));

/** An amount as people of this language write it. */
export function amountText(amount: number, currency: string, language: string): string {
  try {
    const format = new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: decimalsOf(currency),
      maximumFractionDigits: decimalsOf(currency),
    });
    return format.format(toShown(amount, currency));
  } catch {
    return `${toShown(amount, currency)} ${currency}`;
  }
}

/** What several payouts come to, by currency. */
export function sums(rows: { amount: number; currency: string }[]): [string, number][] {
  const found = new Map<string, number>();
  for (const { amount, currency } of rows) {
    found.set(currency, (found.get(currency) ?? 0) + amount);
  }
  return [...found];
}
