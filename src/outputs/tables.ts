/** The pack's CSV files: a worksheet a case, the register and the exclusions. */
import { writeMoment } from '../audit/civil-date.ts';
import { EXCLUSION_REASONS } from '../audit/exclusions.ts';
import { sayChoices } from '../audit/form-layout.ts';
import type { Frame } from '../audit/frame.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import type { RegisterEntry } from '../audit/record.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { toCsv } from './csv.ts';

/** One line an item: facts are filled in, questions have empty cells; the last column is for tools. */
export function worksheetCsv(worksheet: Worksheet): string {
  return toCsv(
    OWN_HEADINGS.worksheet,
    worksheet.parts.flatMap(({ title, items }) =>
      items.map((item) => [title, item.name, item.fact ?? '', sayChoices(item), item.id]),
    ),
  );
}

/** Every eligible referral with its ticket: each side in ticket order. */
export function registerCsv(register: readonly RegisterEntry[]): string {
  return toCsv(
    OWN_HEADINGS.register,
    register.map(({ label, reference, side, ticket, order, role, inclusion }) => [
      label,
      reference,
      side,
      ticket,
      order,
      role,
      inclusion,
    ]),
  );
}

/** Every row that is not in the frame in its own right, with its one reason. */
export function exclusionsCsv(frame: Frame): string {
  return toCsv(
    OWN_HEADINGS.exclusions,
    frame.exclusions.map(({ place, reference, reason, received, decided, decision }) => [
      place.sheet === undefined ? place.file : `${place.file}, sheet ${place.sheet}`,
      place.row,
      reference,
      reason,
      EXCLUSION_REASONS[reason],
      writeMoment(received),
      writeMoment(decided),
      decision,
    ]),
  );
}
