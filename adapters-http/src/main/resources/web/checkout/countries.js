/** The countries of ISO 3166-1, named by the browser. */

import { language } from './strings.js';

const CODES = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB
GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI
KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN
VU WF WS YE YT ZA ZM ZW`.split(/\s+/);

const names = new Intl.DisplayNames([language], { type: 'region' });

export function countryName(code) {
  return CODES.includes(code) ? names.of(code) : code ?? '';
}

/** `[code, name]` of each, in the order of their names. */
export function countries() {
  const byName = new Intl.Collator(language);
  return CODES.map((code) => [code, names.of(code)]).sort((one, other) => byName.compare(one[1], other[1]));
}

/** Where the browser says its owner is at home; the United States where it says nothing. */
export function likelyCountry() {
  for (const tag of navigator.languages ?? []) {
    const { region } = new Intl.Locale(tag);
    if (CODES.includes(region)) return region;
  }
  return 'US';
}
