/**
 * How each country writes an address: which fields, in which order, under which names, and which must be there.
 * The service has the last word (`AddressRules`): what it asks for beyond this is asked for as well.
 * A shape is its rows from top to bottom, split by `/`; `+` sets two fields side by side.
 */

import { say } from './strings.js';
import { provincesOf } from './provinces.js';

const NAME = 'first_name+last_name';
const FAMILY_NAME_FIRST = 'last_name+first_name';
const WITH_PROVINCE = 'address1/address2/city/province_code+postal_code';
const SHAPES = {
  AE: 'address1/address2/city+province_code',
  GB: 'address1/address2/city+postal_code',
  IE: 'address1/address2/city+postal_code',
  ES: 'address1/address2/postal_code+city/province_code',
  IT: 'address1/address2/postal_code+city/province_code',
  JP: 'postal_code+province_code/city/address1/address2',
};
const DEFAULT = 'address1/address2/postal_code+city';

const split = (codes) => new Set(codes.split(' '));
const NO_POSTAL_CODE = split(
  'AE AG AN AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GQ GY HK JM KI KM KN KP LC LY ML ' +
    'MO MR MW NR NU QA RW SB SC SL SR SS ST SX SY TD TG TK TL TO TV UG VU YE ZW',
);
const POSTAL_CODE_OPTIONAL = split('IE PA');
const NAME_FAMILY_FIRST = split('CN HU JP KR TW VN');
const NUMERIC_POSTAL = split('AT AU BE CH CN DE DK ES FI FR HU IN IT MX MY NO NZ SG TH TR');

const CITY = { AU: 'suburb', GB: 'town', IE: 'town', NZ: 'town', HK: 'district' };
const PROVINCE = {
  US: 'state', BR: 'state', IN: 'state', MX: 'state', JP: 'prefecture', AU: 'territory', AE: 'emirate',
};
const POSTAL = { US: 'zip', PR: 'zip', PH: 'zip', GB: 'postcode', AU: 'postcode', NZ: 'postcode', ZA: 'postcode', IE: 'eircode', IN: 'pin' };

/** What an order needs of every address, everywhere. */
const ALWAYS = ['first_name', 'last_name', 'address1', 'city'];

/**
 * @param alsoAsked fields the service asked for although this country's shape has none of them: the service decides
 * @returns `{rows, isRequired(name), label(name), provinces, isPostalNumeric}`
 */
export function addressOf(country, alsoAsked = new Set()) {
  const provinces = provincesOf(country);
  const rows = rowsOf(country);
  const shown = new Set(rows.flat());
  const added = [...alsoAsked].filter((name) => ['province_code', 'postal_code'].includes(name) && !shown.has(name));
  const required = new Set([...ALWAYS, ...alsoAsked]);
  if (provinces) required.add('province_code');
  if (shown.has('postal_code') && !POSTAL_CODE_OPTIONAL.has(country)) required.add('postal_code');
  return {
    rows: [...rows, ...added.map((name) => [name])],
    provinces,
    isPostalNumeric: NUMERIC_POSTAL.has(country),
    isRequired: (name) => required.has(name),
    label: (name) => labelOf(name, country),
  };
}

/** A buyer's name and address as they are written on a parcel: the city stands before its state, on one line. */
export function addressLines(buyer) {
  const lines = [];
  let before = [];
  for (const row of addressOf(buyer.country_code).rows) {
    const text = row.map((name) => buyer[name]).filter(Boolean).join(' ');
    const isStateOfCity = before.join() === 'city' && row.includes('province_code');
    if (text) lines.push(isStateOfCity && lines.length > 0 ? `${lines.pop()}, ${text}` : text);
    before = row;
  }
  return lines;
}

function rowsOf(country) {
  const shape = SHAPES[country] ?? (provincesOf(country) ? WITH_PROVINCE : DEFAULT);
  const name = NAME_FAMILY_FIRST.has(country) ? FAMILY_NAME_FIRST : NAME;
  return `${name}/${shape}`
    .split('/')
    .map((row) => row.split('+').filter((field) => field !== 'postal_code' || !NO_POSTAL_CODE.has(country)))
    .filter((row) => row.length > 0);
}

function labelOf(name, country) {
  switch (name) {
    case 'city':
      return say.address.city[CITY[country] ?? 'city'];
    case 'province_code':
      return say.address.province[PROVINCE[country] ?? 'province'];
    case 'postal_code':
      return say.address.postal[POSTAL[country] ?? 'postal'];
    default:
      return say.address[name];
  }
}
