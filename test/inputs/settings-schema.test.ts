import { expect, test } from 'vitest';
import { settingKeys, settingsJsonSchema } from '../../src/inputs/settings-schema.ts';

interface Schema {
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
}

const schema = settingsJsonSchema() as Schema;

test('the schema for editors is the one that checks: npm run schema writes it anew', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../docs/settings.schema.json',
  );
});

test('it knows every setting of the file, says what each is for, and takes no other', () => {
  const { properties = {}, additionalProperties, required = [] } = schema;
  expect(Object.keys(properties).sort()).toEqual([...settingKeys('')].sort());
  expect(Object.values(properties).filter(({ description }) => !description)).toEqual([]);
  expect([additionalProperties, required]).toEqual([false, []]);
});

test.each(['columns', 'decisions', 'week', 'seats'])('so it does of %s', (section) => {
  const { properties = {}, additionalProperties } = schema.properties?.[section] ?? {};
  expect(Object.keys(properties)).toEqual(settingKeys(section));
  expect(additionalProperties).toBe(false);
});
