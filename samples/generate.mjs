// Writes the sample data set to standard output, in Liaison's seed format:
//
//     node samples/generate.mjs > samples/acme.yaml
//
// Needs Node 20 and nothing else. The output depends only on this file: the
// random numbers come from a seeded generator and no clock is read, so every
// run writes the same bytes. All people and companies are invented; domains use
// the reserved endings .example and .test, and phone numbers 555-01xx.

// ---------------------------------------------------------------- randomness

let state = 0x41434d45;
function random() { // mulberry32
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const int = (low, high) => low + Math.floor(random() * (high - low + 1));
const pick = (list) => list[int(0, list.length - 1)];
const chance = (p) => random() < p;
function weighted(pairs) {
  let left = random() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of pairs) if ((left -= weight) < 0) return value;
  return pairs[pairs.length - 1][0];
}
function shuffle(list) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = int(0, i);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

// ---------------------------------------------------------------------- time

const DAY = 86400000;
const START = Date.UTC(2024, 0, 2);
const NOW = Date.UTC(2026, 8, 30); // the day the data set is "as of"
const LAST = Date.UTC(2026, 9, 30); // the latest expected close date
const iso = (ms) => new Date(ms).toISOString();

// A moment in business hours on a weekday, on or after the given day.
function businessTime(ms) {
  let day = Math.floor(ms / DAY) * DAY;
  while ([0, 6].includes(new Date(day).getUTCDay())) day += DAY;
  return day + int(7 * 3600, 17 * 3600) * 1000;
}
// A business moment between two times; never before `from`.
function between(from, to) {
  const t = businessTime(from + random() * Math.max(0, to - from));
  return t < from ? businessTime(from + DAY) : t;
}

// --------------------------------------------------------------------- words

const PLACES = [
  'Tarnwick', 'Oakhollow', 'Millbeck', 'Fernhithe', 'Copperfold', 'Larkmere', 'Stonebarrow',
  'Wrenfield', 'Ashgill', 'Brackenfoot', 'Dunmarrow', 'Elderquay', 'Foxlow', 'Gorsehill', 'Hazelbourne',
  'Inverdale', 'Juniper Yard', 'Kestrel Row', 'Lindenhof', 'Marlpit', 'Northgarth', 'Otterbridge', 'Pellgate',
  'Quarrybank', 'Redthorn', 'Saltmarsh', 'Thistledown', 'Underhill', 'Velden', 'Westerby', 'Yarrowby',
  'Amberley Cross', 'Birchwater', 'Cinderford Row', 'Dovecote', 'Eastmoor', 'Flintham', 'Greywater', 'Highbarn',
  'Ironbeck', 'Kilnside', 'Longacre', 'Mossend', 'Nettlecombe', 'Plumtree', 'Rookery', 'Silverdyke',
  'Tidewell', 'Winterfold', 'Bellhaven', 'Corvane', 'Drummel', 'Estrella Alta', 'Fjordvik', 'Grauwerk',
  'Montclaret', 'Novabrzeg', 'Pontalba', 'Ravensund', 'Santelmo', 'Torvesta', 'Valdoro', 'Zellwald',
];

// industry -> [kinds of business, what it needs, what it does]
const INDUSTRIES = {
  FOOD_PRODUCTION: [['Bakery', 'Patisserie', 'Mill & Bakehouse', 'Foods', 'Biscuit Works'], 'bakery', 'bakes and packs for shops and caterers'],
  RESTAURANTS: [['Kitchen', 'Bistro', 'Pizzeria', 'Canteen Group', 'Grill House'], 'bakery', 'runs kitchens that cook from scratch every day'],
  HOSPITALITY: [['Hotel', 'Guest House', 'Inn', 'Events & Catering', 'Lodge'], 'bakery', 'looks after overnight guests and events'],
  FOOD_BEVERAGES: [['Brewery', 'Coffee Roasters', 'Cider Company', 'Dairy', 'Juice Press'], 'bakery', 'makes drinks and chilled goods for the trade'],
  RETAIL: [['Hardware', 'Home & Garden', 'General Stores', 'Tool Shop', 'Market Hall'], 'storage', 'sells to the public from its own shops'],
  WHOLESALE: [['Trade Supplies', 'Cash & Carry', 'Distribution', 'Trading'], 'storage', 'buys in bulk and supplies smaller traders'],
  LOGISTICS_AND_SUPPLY_CHAIN: [['Haulage', 'Freight', 'Warehousing', 'Logistics'], 'storage', 'stores and moves goods for regional customers'],
  CONSTRUCTION: [['Builders', 'Roofing', 'Joinery', 'Civil Works', 'Scaffolding'], 'workshop', 'builds and refurbishes commercial premises'],
  MACHINERY: [['Engineering', 'Machine Works', 'Toolmakers', 'Precision', 'Fabrications'], 'workshop', 'makes machined parts in small batches'],
  AUTOMOTIVE: [['Garage', 'Motor Works', 'Coachworks', 'Tyre Centre'], 'workshop', 'services cars and light vans'],
  FURNITURE: [['Cabinetmakers', 'Upholstery', 'Furniture', 'Woodcraft'], 'workshop', 'makes furniture to order'],
  FARMING: [['Farm', 'Orchards', 'Growers', 'Farm Machinery Ring'], 'workshop', 'farms and keeps its own repair shop'],
  TEXTILES: [['Weavers', 'Textiles', 'Workwear'], 'storage', 'weaves and sews workwear and linen'],
};
const INDUSTRY_WEIGHTS = [
  ['FOOD_PRODUCTION', 16], ['RESTAURANTS', 12], ['HOSPITALITY', 9], ['FOOD_BEVERAGES', 8], ['RETAIL', 11],
  ['WHOLESALE', 8], ['LOGISTICS_AND_SUPPLY_CHAIN', 7], ['CONSTRUCTION', 10], ['MACHINERY', 10], ['AUTOMOTIVE', 8],
  ['FURNITURE', 6], ['FARMING', 6], ['TEXTILES', 4],
];

// country -> [cities, culture of most names, legal endings]
const COUNTRIES = {
  'United Kingdom': [['Leeds', 'Bristol', 'Norwich', 'Glasgow', 'Swansea', 'Plymouth'], 'english', ['Ltd', '& Sons', '']],
  Ireland: [['Cork', 'Galway', 'Dublin'], 'english', ['Ltd', '']],
  'United States': [['Portland', 'Duluth', 'Albany', 'Tucson', 'Savannah'], 'english', ['Inc.', 'LLC', '']],
  Germany: [['Bremen', 'Nürnberg', 'Köln', 'Leipzig'], 'german', ['GmbH', '']],
  France: [['Lyon', 'Nantes', 'Orléans'], 'french', ['SARL', '']],
  Spain: [['Valencia', 'Málaga', 'Bilbao'], 'spanish', ['S.L.', '']],
  Poland: [['Gdańsk', 'Kraków', 'Łódź'], 'polish', ['sp. z o.o.', '']],
  Denmark: [['Aarhus', 'Odense'], 'nordic', ['ApS', '']],
  Sweden: [['Malmö', 'Uppsala'], 'nordic', ['AB', '']],
  India: [['Pune', 'Kochi', 'Jaipur'], 'indian', ['Pvt. Ltd.', '']],
  Nigeria: [['Ibadan', 'Enugu'], 'african', ['Ltd', '']],
  Japan: [['Sendai', 'Kobe'], 'japanese', ['K.K.', '']],
};
const COUNTRY_WEIGHTS = [
  ['United Kingdom', 40], ['Ireland', 9], ['United States', 14], ['Germany', 11], ['France', 7], ['Spain', 6],
  ['Poland', 5], ['Denmark', 3], ['Sweden', 3], ['India', 4], ['Nigeria', 2], ['Japan', 2],
];
const AREA_CODES = ['202', '212', '303', '312', '404', '503', '512', '617', '702', '713', '804', '907'];

const NAMES = {
  english: [
    ['Alice', 'Ben', 'Catherine', 'Daniel', 'Eleanor', 'Frank', 'Grace', 'Harriet', 'Isaac', 'Joanna', 'Kieran', 'Lucy', 'Martin', 'Niamh', 'Oliver', 'Priscilla', 'Rowan', 'Siobhán', 'Thomas', 'Una', 'Victor', 'Wendy', 'Zoë', 'Mary-Ann'],
    ['Ackerley', 'Birtwhistle', 'Cawthorne', "O'Brannock", 'Dunstable', 'Elphick', 'Fairweather', 'Garside', 'Hollins', 'Ibbotson', 'Jessop', 'Kettlewell', 'Lathbury', "O'Hallin", 'McAvery', 'Nuttall', 'Oakshott', 'Pickersgill', 'Quayle', 'Rudd', 'Sowerby', 'Threlfall', 'Wadsley', 'Hart-Lowry'],
  ],
  german: [
    ['Anke', 'Bernd', 'Claudia', 'Dieter', 'Franziska', 'Günter', 'Heike', 'Jörg', 'Katrin', 'Lukas', 'Monika', 'Rüdiger', 'Sabine', 'Uwe'],
    ['Ahlers', 'Brückmann', 'Dörfler', 'Eichhorst', 'Gräfe', 'Hülsmann', 'Jägersberg', 'Kößler', 'Lindqvist', 'Möbius', 'Nüßlein', 'Pfeilschmidt', 'Rehbein', 'Weißgerber'],
  ],
  french: [
    ['Amélie', 'Benoît', 'Céline', 'Didier', 'Élodie', 'François', 'Geneviève', 'Hugo', 'Jean-Luc', 'Maëlle', 'Noël', 'Solène'],
    ['Aubertin', 'Bellerose', 'Carpentras', "D'Aubrac", 'Delavigne', 'Fontenelle', 'Garrigou', 'Lefébure', 'Mâchefer', 'Pontcarré', 'Tréguier', 'Vauquelin'],
  ],
  spanish: [
    ['Alba', 'Begoña', 'Carlos', 'Íñigo', 'Elena', 'Joaquín', 'Lucía', 'María José', 'Nuria', 'Raúl', 'Sofía', 'Tomás'],
    ['Aldecoa', 'Barrenechea', 'Cienfuegos', 'de la Peña', 'Echeverri', 'Fontán', 'Gálvez', 'Ibáñez', 'Marañón', 'Quintanilla', 'Revuelta', 'Zubiri'],
  ],
  polish: [
    ['Agnieszka', 'Bartosz', 'Dorota', 'Grzegorz', 'Jadwiga', 'Łukasz', 'Małgorzata', 'Paweł', 'Stanisław', 'Zofia'],
    ['Bielawska', 'Chmiel', 'Dąbek', 'Gołąb', 'Jeż', 'Krzemień', 'Łoś', 'Niedźwiedź', 'Śliwa', 'Żurek'],
  ],
  nordic: [
    ['Åsa', 'Bjørn', 'Dagny', 'Elin', 'Frederik', 'Göran', 'Ingrid', 'Jørgen', 'Linnea', 'Søren'],
    ['Åkerblom', 'Bækgaard', 'Dalström', 'Ekholt', 'Fjeldsø', 'Grønlund', 'Høyer', 'Lövgren', 'Nygårdsen', 'Sjöblad'],
  ],
  indian: [
    ['Aarav', 'Bhavna', 'Chitra', 'Devika', 'Farhan', 'Gauri', 'Harpreet', 'Ishaan', 'Kavya', 'Manish', 'Nandini', 'Rohan', 'Sunita', 'Vikram'],
    ['Adhikari', 'Bhattar', 'Chandrakar', 'Deshmane', 'Gokhalkar', 'Iyengaran', 'Joglekar', 'Kulshetra', 'Mahapatro', 'Nambiar', 'Purohitam', 'Ranganath', 'Sodhi', 'Wadekar'],
  ],
  african: [
    ['Adaeze', 'Babatunde', 'Chidi', 'Efua', 'Folake', 'Ikenna', 'Kwabena', 'Ngozi', 'Oluwaseun', 'Thandiwe', 'Yaw', 'Zanele'],
    ['Abiodun', 'Boateng', 'Chukwudi', 'Dlomo', 'Eze', 'Ibekwe', 'Khumalo', 'Mensah', 'Nwachukwu', 'Okoro', 'Sithole', 'Tetteh'],
  ],
  arabic: [
    ['Amina', 'Bilal', 'Dalia', 'Farid', 'Hanan', 'Idris', 'Karim', 'Layla', 'Nadia', 'Omar', 'Rania', 'Youssef'],
    ['Al-Khatib', 'Benhaddou', 'Chaouki', 'El-Sayegh', 'Farahat', 'Ghanem', 'Haddadin', 'Mansouri', 'Naciri', 'Qabbaj', 'Sabbagh', 'Zeroual'],
  ],
  japanese: [
    ['Aiko', 'Daichi', 'Emi', 'Haruto', 'Kaori', 'Minoru', 'Naoko', 'Ren', 'Sakura', 'Takumi'],
    ['Aonuma', 'Fukazawa', 'Hoshikawa', 'Ishimori', 'Kitagawa', 'Morinaka', 'Nishizono', 'Shirakawa', 'Takemine', 'Yokoyama'],
  ],
  vietnamese: [
    ['Bảo', 'Chi', 'Dũng', 'Hương', 'Khánh', 'Linh', 'Minh', 'Thảo'],
    ['Đặng', 'Đỗ', 'Hồ', 'Huỳnh', 'Lý', 'Phan', 'Trương', 'Vũ'],
  ],
};
const CULTURES = Object.keys(NAMES);
// Written in their own script, with the spelling used in the e-mail address.
const SCRIPT_NAMES = [
  [['美咲', 'misaki'], ['白川', 'shirakawa']], [['健太', 'kenta'], ['森中', 'morinaka']],
  [['丽华', 'lihua'], ['欧阳', 'ouyang']], [['志强', 'zhiqiang'], ['司徒', 'situ']],
  [['지우', 'jiwoo'], ['남궁', 'namgung']], [['Ольга', 'olga'], ['Лебяжина', 'lebyazhina']],
  [['Νίκος', 'nikos'], ['Βαρελάς', 'varelas']], [['ليلى', 'layla'], ['الصايغ', 'alsayegh']],
];

const JOBS = {
  bakery: ['Head Baker', 'Head Chef', 'Kitchen Manager', 'Food & Beverage Manager', 'Production Manager', 'Pastry Chef'],
  workshop: ['Workshop Manager', 'Site Manager', 'Foreman', 'Maintenance Lead', 'Production Engineer', 'Toolroom Supervisor'],
  storage: ['Warehouse Manager', 'Store Manager', 'Fleet Coordinator', 'Stock Controller', 'Depot Supervisor', 'Merchandiser'],
  any: ['Owner', 'Managing Director', 'Operations Manager', 'Purchasing Manager', 'Buyer', 'Finance Manager', 'Accounts Payable Clerk', 'Office Manager', 'Facilities Manager', 'Health & Safety Officer', 'Procurement Assistant'],
};

const PRODUCTS = [ // name, price, kind, description
  ['Deck oven, 2 deck', '8450.00', 'bakery', 'Stone-soled electric deck oven, four trays.'],
  ['Deck oven, 4 deck', '14900.00', 'bakery', 'Stone-soled electric deck oven, twelve trays, with steam.'],
  ['Rack oven, single', '18750.00', 'bakery', 'Rotating single-rack oven, gas or oil.'],
  ['Convection oven, 5 tray', '2390.00', 'bakery', 'Countertop oven with humidity control.'],
  ['Spiral mixer 40 kg', '4120.00', 'bakery', 'Two-speed spiral mixer, fixed bowl.'],
  ['Spiral mixer 80 kg', '6980.00', 'bakery', 'Two-speed spiral mixer with reversing bowl.'],
  ['Planetary mixer 20 l', '1640.00', 'bakery', 'Three tools included.'],
  ['Dough sheeter, bench', '3275.00', 'bakery', '500 mm rollers, folding tables.'],
  ['Dough divider, hydraulic', '7340.00', 'bakery', '20 portions, 100 to 800 g.'],
  ['Retarder prover cabinet', '5890.00', 'bakery', 'Programmable, 36 trays.'],
  ['Proofing baskets, set of 50', '420.00', 'bakery', 'Wood pulp, 1 kg oval.'],
  ['Baking trays 600x400, box of 20', '268.00', 'bakery', 'Perforated aluminium, silicone coated.'],
  ['Stainless work table 1.8 m', '545.00', 'bakery', 'With undershelf and upstand.'],
  ['Bread slicer, 12 mm', '2150.00', 'bakery', 'Semi-automatic, guarded.'],
  ['Bench grinder 200 mm', '189.00', 'workshop', 'Twin wheel, 550 W.'],
  ['Pillar drill, floor standing', '1280.00', 'workshop', '25 mm capacity, 12 speeds.'],
  ['Band saw 400 mm', '1975.00', 'workshop', 'Cast table, two speeds.'],
  ['Panel saw, sliding table', '9650.00', 'workshop', '3.2 m carriage with scoring blade.'],
  ['MIG welder 250 A', '1560.00', 'workshop', 'Three-phase, four-roll feed.'],
  ['Compressor 100 l', '735.00', 'workshop', 'Belt drive, 3 hp.'],
  ['Screw compressor 11 kW', '6420.00', 'workshop', 'With dryer and 270 l receiver.'],
  ['Dust extractor, twin bag', '890.00', 'workshop', '2,400 m³/h.'],
  ['Two-post lift 4 t', '2860.00', 'workshop', 'Electro-hydraulic, asymmetric arms.'],
  ['Workbench, beech 2 m', '615.00', 'workshop', '40 mm top with two vices.'],
  ['Tool cabinet, 8 drawer', '498.00', 'workshop', 'Full-extension drawers, central lock.'],
  ['Torque wrench set', '312.50', 'workshop', '1/4", 3/8" and 1/2" drive, with certificates.'],
  ['Clamp set, 24 piece', '274.00', 'workshop', 'F-clamps 200 to 1200 mm.'],
  ['Safety starter pack', '96.75', 'workshop', 'Goggles, gloves and ear defenders for five.'],
  ['Pallet racking bay', '340.00', 'storage', '2.7 m beam, three levels, 2 t each.'],
  ['Shelving bay, boltless', '118.00', 'storage', 'Five chipboard shelves, 250 kg each.'],
  ['Hand pallet truck 2.5 t', '365.00', 'storage', 'Nylon rollers, 1150 mm forks.'],
  ['Electric stacker 1.2 t', '4780.00', 'storage', 'Lift height 3.3 m.'],
  ['Packing bench with scales', '1045.00', 'storage', 'Height adjustable, 60 kg platform scale.'],
  ['Strapping machine, semi-auto', '1390.00', 'storage', '5 to 15 mm polypropylene.'],
  ['Roll cages, set of 10', '1680.00', 'storage', 'Nestable, two-sided.'],
  ['Dock leveller', '5230.00', 'storage', 'Swing lip, 6 t.'],
  ['Stacking crates, pallet of 120', '930.00', 'storage', '600x400x300 mm, food grade.'],
  ['Installation, per day', '640.00', 'any', 'Two fitters, travel included.'],
  ['Service contract, 12 months', '1150.00', 'any', 'Two visits a year and priority call-out.'],
  ['Operator training, half day', '390.00', 'any', 'On site, up to six people.'],
];
const TOPICS = {
  bakery: ['Oven line', 'Mixer replacement', 'Prover cabinets', 'Second bakehouse fit-out', 'Dough sheeter', 'Pastry room', 'Tray and rack order', 'Kitchen refit'],
  workshop: ['Workshop fit-out', 'Compressor upgrade', 'Welding bay', 'Dust extraction', 'Two-post lifts', 'Tooling framework order', 'Panel saw', 'Bench and storage set'],
  storage: ['Racking phase 1', 'Racking phase 2', 'Stacker hire-to-buy', 'Packing benches', 'Dock levellers', 'Shop shelving', 'Roll cage order', 'Crate pool'],
  any: ['Service contract', 'Annual consumables', 'Operator training', 'Site move'],
};
const TICKETS = [
  ['Oven will not hold temperature', 'The top deck drops by about 20 degrees after an hour. It was fine until last week.', 'bakery'],
  ['Mixer bowl makes a grinding noise', 'Noise starts on second speed with a full bowl. We have stopped using it.', 'bakery'],
  ['Prover door seal torn', 'The lower seal has come away. Please send a replacement.', 'bakery'],
  ['Slicer guard switch faulty', 'The machine stops although the guard is closed.', 'bakery'],
  ['Compressor trips the breaker', 'It trips on start-up roughly every third time.', 'workshop'],
  ['Welder wire feed slipping', 'Tried a new spool and liner, no change.', 'workshop'],
  ['Lift arms not locking', 'One arm lock does not engage. Lift is out of use until someone looks at it.', 'workshop'],
  ['Extractor bags wrong size', 'The bags delivered are for the single-bag model.', 'workshop'],
  ['Racking beam missing', 'Delivery note lists 24 beams, we counted 23.', 'storage'],
  ['Stacker battery not charging', 'Charger shows error 04.', 'storage'],
  ['Pallet truck leaking oil', 'Small puddle under the pump each morning.', 'storage'],
  ['Strapping head jams', 'Jams with 12 mm strap only.', 'storage'],
  ['Invoice does not match order', 'We were charged for two installation days, the order says one.', 'any'],
  ['Delivery arrived damaged', 'Outer crate was broken and one corner is dented. Photos to follow.', 'any'],
  ['Request for copy of certificates', 'Our insurer asks for the declaration of conformity.', 'any'],
  ['Change of delivery address', 'Please send the remaining items to our new unit.', 'any'],
  ['Service visit needs rescheduling', 'We are closed that week. Any day the week after is fine.', 'any'],
];
const NOTES = [
  'Spoke on the phone. Wants a revised quote with installation shown separately.',
  'Site visit done. Access is through the rear yard, door is 1.9 m wide.',
  'Asked about lead times; told them six to eight weeks.',
  'Budget approved in principle, waiting for the finance manager to sign.',
  'Prefers e-mail. Do not call before 10, they bake until then.',
  'Comparing us with one other supplier. Price is close, service contract will decide it.',
  'Sent the brochure and two references.',
  'Happy with the last order. Mentioned a second site opening next year.',
  'Needs three-phase supply checked before we can confirm the date.',
  'Left a message, will try again on Thursday.',
  'Will trade in the old machine; photos requested.',
  'Agreed 5% off for payment within 14 days.',
  '<p>Meeting notes:</p><ul><li>Two units now, one in spring</li><li>Training for <b>four</b> people</li></ul>',
  'Decision moved to next quarter.\nReason: building work is late.',
];

// Company records written out by hand: awkward but legal values.
const SPECIAL = {
  1: { name: 'Harbour Lane Bakery', domain: 'harbourlane.example', industry: 'FOOD_PRODUCTION', city: 'Bristol', country: 'United Kingdom' },
  7: { name: 'Bäckerei Grünwalder & Söhne GmbH', domain: 'baeckerei-gruenwalder.example', industry: 'FOOD_PRODUCTION', city: 'Köln', country: 'Germany' },
  12: { name: "O'Brannock's Garage", domain: 'obrannocks-garage.example', industry: 'AUTOMOTIVE', city: 'Cork', country: 'Ireland' },
  19: { name: 'The "Little Red Hen" Bakehouse', domain: 'littleredhen.example', industry: 'FOOD_PRODUCTION', city: 'Norwich', country: 'United Kingdom' },
  27: { name: '白川製パン株式会社', domain: 'shirakawa-seipan.example', industry: 'FOOD_PRODUCTION', city: 'Sendai', country: 'Japan' },
  33: { name: "Crêperie de l'Étang", domain: 'creperie-etang.example', industry: 'RESTAURANTS', city: 'Nantes', country: 'France' },
  48: { name: 'Association of Independent Millers, Bakers, Confectioners and Allied Trades of the Upper Tarnwick Valley and Surrounding Parishes (Purchasing Cooperative) Limited', domain: 'tarnwick-millers-and-bakers-purchasing-cooperative.example', industry: 'WHOLESALE', city: 'Leeds', country: 'United Kingdom' },
  56: { name: 'Smørrebrød & Søn ApS', domain: 'smorrebrod-son.test', industry: 'RESTAURANTS', city: 'Aarhus', country: 'Denmark' },
  64: { name: '森中精密工業', domain: 'morinaka-seimitsu.example', industry: 'MACHINERY', city: 'Kobe', country: 'Japan' },
  71: { name: 'Piekarnia „Żurek” sp. z o.o.', domain: 'piekarnia-zurek.example', industry: 'FOOD_PRODUCTION', city: 'Łódź', country: 'Poland' },
  85: { name: 'A: B, C & {D} #5 [Workshop]', domain: 'abcd5.test', industry: 'MACHINERY', city: 'Duluth', country: 'United States' },
  102: { name: 'null & void Joinery', domain: 'null-and-void.test', industry: 'FURNITURE', city: 'Portland', country: 'United States' },
  118: { name: '42', domain: '42.example', industry: 'RESTAURANTS', city: 'Bilbao', country: 'Spain' },
  133: { name: 'Café Zoë ☕', domain: 'cafe-zoe.example', industry: 'HOSPITALITY', city: 'Lyon', country: 'France' },
};
const NO_DOMAIN = new Set([23, 77, 110, 149, 188, 204, 251, 290]);
// A second record with the domain of an earlier one: a branch, or a duplicate.
const SAME_DOMAIN = { 41: [1, 'Harbour Lane Bakery (Northgate shop)'], 96: [5, ' - Depot'], 160: [12, "O'Brannocks Garage"], 215: [30, ' Holdings'], 277: [88, ' (duplicate?)'] };

// ---------------------------------------------------------------- small tools

const fold = (s) => s.replace(/ß/g, 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l').replace(/[æÆ]/g, 'ae').replace(/[đĐ]/g, 'd')
  .normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '');
const phone = (area) => `+1 ${area}-555-01${String(int(0, 99)).padStart(2, '0')}`;
const sentence = (s) => s[0].toUpperCase() + s.slice(1);
const money = (cents) => (cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100));

// ------------------------------------------------------------------ companies

const companies = [];
const companyNames = new Set(Object.values(SPECIAL).map((c) => c.name));
const domains = new Set(Object.values(SPECIAL).map((c) => c.domain));
for (let id = 1; id <= 300; id++) {
  const c = { id, contacts: [], deals: [] };
  const same = SAME_DOMAIN[id] && companies[SAME_DOMAIN[id][0] - 1];
  if (SPECIAL[id]) {
    Object.assign(c, SPECIAL[id]);
  } else if (same) {
    const name = SAME_DOMAIN[id][1];
    Object.assign(c, { name: /^[ (]/.test(name) ? same.name + name : name, domain: same.domain, industry: same.industry, city: same.city, country: same.country });
  } else {
    c.industry = weighted(INDUSTRY_WEIGHTS);
    c.country = weighted(COUNTRY_WEIGHTS);
    c.city = pick(COUNTRIES[c.country][0]);
    let base;
    do base = `${pick(PLACES)} ${pick(INDUSTRIES[c.industry][0])}`; while (companyNames.has(base));
    companyNames.add(base);
    const ending = chance(0.4) ? pick(COUNTRIES[c.country][2]) : '';
    c.name = ending ? `${base} ${ending}` : base;
    if (!NO_DOMAIN.has(id)) {
      const words = base.split(/[^A-Za-z]+/).map((w) => w.toLowerCase());
      c.domain = (chance(0.3) ? words.join('-') : words.join('')) + (chance(0.08) ? '.test' : '.example');
      if (domains.has(c.domain)) throw new Error(`domain twice: ${c.domain}`);
      domains.add(c.domain);
    }
  }
  [, c.kind, c.does] = INDUSTRIES[c.industry];
  c.area = pick(AREA_CODES);
  c.phone = phone(c.area);
  const u = random();
  c.employees = id === 1 ? 34 : same ? Math.ceil(same.employees * 0.3) : Math.round(3 + u * u * u * u * 420 + random() * 12);
  c.revenue = c.employees * int(55, 190) * 1000;
  c.created = id === 1 ? Date.UTC(2024, 0, 9, 9, 12) : same
    ? between(same.created + 30 * DAY, Date.UTC(2026, 7, 14))
    : between(START, START + random() * (Date.UTC(2026, 7, 14) - START));
  c.description = `${sentence(c.does)}, based in ${c.city}.` + (chance(0.45) ? ' ' + pick([
    'Buys through its own purchasing desk.', 'Family business in the third generation.', 'Came to us through a trade fair.',
    'Orders small but often.', 'Has two further sites.', 'Pays on 30 days.', 'Replaces equipment on a five-year cycle.',
    "Owner says: \"call after lunch, we're up at three\".", 'Recommended by a neighbour.',
  ]) : '');
  companies.push(c);
}

// ------------------------------------------------------------------- contacts

const CONTACTS = 1500;
const LOOSE = 40; // contacts without a company
const sizes = companies.map((c) => (c.id === 1 ? 8 : 1 + Math.min(14, Math.floor(random() * random() * 16))));
let spare = CONTACTS - LOOSE - sizes.reduce((a, b) => a + b, 0);
while (spare !== 0) {
  const i = int(1, 299);
  if (spare > 0 && sizes[i] > 1 && sizes[i] < 15) { sizes[i]++; spare--; }
  if (spare < 0 && sizes[i] > 1) { sizes[i]--; spare++; }
}

const contacts = [];
const emails = new Set();
function addContact(company, first) {
  const p = { id: 1001 + contacts.length, company, also: [], won: false, open: false };
  const home = company ? COUNTRIES[company.country][1] : 'english';
  let ascii;
  if (chance(0.015)) {
    const [f, l] = pick(SCRIPT_NAMES);
    [p.first, p.last] = [f[0], l[0]];
    ascii = `${f[1]}.${l[1]}`;
  } else {
    const culture = chance(0.6) ? home : pick(CULTURES);
    p.first = pick(NAMES[culture][0]);
    p.last = pick(NAMES[chance(0.9) ? culture : pick(CULTURES)][1]);
    ascii = `${fold(p.first)}.${fold(p.last)}`;
  }
  const domain = company ? company.domain : pick(['postbox.example', 'mailroom.example', 'homepost.test']);
  if ((p.id <= 1008 || !chance(0.03)) && (domain || chance(0.6))) {
    const host = domain || 'postbox.example';
    let n = 1;
    do p.email = `${ascii}${n > 1 ? n : ''}@${host}`; while (emails.has(p.email) && n++);
    emails.add(p.email);
  }
  p.job = company ? (first ? pick(JOBS.any.slice(0, 4)) : pick(chance(0.5) ? JOBS[company.kind] : JOBS.any)) : chance(0.4) ? pick(JOBS.any) : undefined;
  p.phone = p.id === 1001 || chance(0.85) ? phone(company ? company.area : pick(AREA_CODES)) : undefined;
  p.created = !company ? between(START, NOW - 10 * DAY)
    : first ? company.created + int(1, 90) * 60000
    : company.id === 1 ? between(company.created + 2 * DAY, Date.UTC(2026, 5, 1))
    : between(company.created + 2 * DAY, company.created + 2 * DAY + random() * (NOW - 10 * DAY - company.created));
  contacts.push(p);
  if (company) company.contacts.push(p);
}
companies.forEach((c, i) => { for (let n = 0; n < sizes[i]; n++) addContact(c, n === 0); });
for (let n = 0; n < LOOSE; n++) addContact(null, false);
// Some people work for two companies: the later branch or duplicate record.
for (const [id, [main]] of Object.entries(SAME_DOMAIN)) {
  const branch = companies[id - 1];
  const p = companies[main - 1].contacts[companies[main - 1].contacts.length - 1];
  if (branch.contacts.length < 15) {
    p.also.push(branch);
    p.created = Math.max(p.created, branch.created + 3600000);
  }
}

// -------------------------------------------------------- products, deals, items

const products = PRODUCTS.map(([name, price, kind, description], i) => ({
  id: 9001 + i, name, price, kind, description,
  sku: `AC-${{ bakery: 'BK', workshop: 'WS', storage: 'ST', any: 'SV' }[kind]}-${String(100 + i * 7)}`,
  created: businessTime(START + Math.floor(i / 8) * 20 * DAY),
}));

const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'presentationscheduled', 'decisionmakerboughtin', 'contractsent'];
const popularity = companies.map((c) => [c, c.id === 1 ? 2 : 0.3 + random() * random() * 4]);
const deals = [];
for (let n = 0; n < 600; n++) {
  const d = { id: 5001 + n, items: [] };
  d.stage = n === 0 ? 'presentationscheduled'
    : weighted([['closedwon', 34], ['closedlost', 21], ['appointmentscheduled', 13], ['qualifiedtobuy', 11], ['presentationscheduled', 9], ['decisionmakerboughtin', 6], ['contractsent', 6]]);
  d.closed = d.stage.startsWith('closed');
  const c = d.company = n === 0 ? companies[0] : weighted(popularity);
  // Closed deals lie anywhere in the company's history, open ones are recent.
  const from = c.created + 3 * DAY;
  if (d.closed) {
    d.created = between(from, from + random() * Math.max(0, NOW - 30 * DAY - from));
    d.close = Math.min(between(d.created + 5 * DAY, d.created + int(6, 130) * DAY), businessTime(NOW - DAY));
  } else {
    const recent = NOW - (30 + 40 * (1 + STAGES.indexOf(d.stage))) * DAY;
    d.created = n === 0 ? Date.UTC(2026, 6, 14, 10, 24, 31) : between(Math.max(from, recent), NOW - 4 * DAY);
    d.close = n === 0 ? Date.UTC(2026, 9, 16, 17) : Math.floor(Math.min(LAST, d.created + int(25, 150) * DAY) / DAY) * DAY + 17 * 3600000;
  }
  const known = c.contacts.filter((p) => p.created <= d.created);
  d.contacts = n === 0 ? [contacts[0]] : shuffle(known).slice(0, weighted([[1, 55], [2, 30], [3, 15]])).sort((a, b) => a.id - b.id);
  if (!d.contacts.length) throw new Error(`deal ${d.id} has no contact`);
  const topics = TOPICS[chance(0.85) ? c.kind : 'any'];
  const unused = topics.filter((t) => !c.deals.some((e) => e.topic === t));
  d.topic = n === 0 ? 'Oven line' : pick(unused.length ? unused : topics);
  d.name = `${d.topic} - ${c.name}`;
  const size = random();
  d.cents = (d.topic.match(/contract|consumables|training|order/) ? int(4, 60) : Math.round(15 + size * size * 460)) * 10000 + (chance(0.2) ? int(1, 9999) : 0);
  if (d.stage === 'appointmentscheduled' && chance(0.3)) d.cents = undefined; // not yet estimated
  for (const p of d.contacts) {
    if (d.stage === 'closedwon') p.won = true;
    else if (!d.closed) p.open = true;
  }
  c.deals.push(d);
  deals.push(d);
}
for (const d of deals) {
  d.type = d.company.deals.some((e) => e.stage === 'closedwon' && e.close < d.created) ? 'existingbusiness' : 'newbusiness';
}

const items = [];
function addItem(deal, product, quantity) {
  const list = Math.round(Number(product.price) * 100);
  const cents = chance(0.25) ? Math.round(list * (100 - pick([3, 5, 8, 10])) / 100) : list;
  items.push({ id: 9101 + items.length, deal, product, quantity, cents, created: deal.created + (10 + items.length % 50) * 60000 });
  deal.items.push(items[items.length - 1]);
}
addItem(deals[0], products[1], 2);
addItem(deals[0], products[9], 1);
addItem(deals[0], products[37], 2);
const order = shuffle(deals.slice(1).filter((d) => d.cents !== undefined));
for (let i = 0; items.length < 200; i++) {
  const d = order[i];
  const fitting = shuffle(products.filter((p) => p.kind === d.company.kind || (p.kind === 'any' && chance(0.4))));
  for (const p of fitting.slice(0, Math.min(int(1, 4), 200 - items.length))) {
    addItem(d, p, p.kind === 'any' ? int(1, 3) : Number(p.price) > 3000 ? int(1, 2) : int(1, 12));
  }
}
// A quoted deal is worth what its line items add up to.
for (const d of deals) if (d.items.length) d.cents = d.items.reduce((sum, i) => sum + i.quantity * i.cents, 0);

// ------------------------------------------------------------- tickets and notes

const tickets = [];
const buyers = companies.filter((c) => c.deals.some((d) => d.stage === 'closedwon'));
for (let n = 0; n < 150; n++) {
  const c = n === 0 ? companies[0] : chance(0.85) ? pick(buyers) : pick(companies);
  const person = n === 0 ? contacts[0] : pick(c.contacts);
  const [subject, content] = n === 0 ? TICKETS[0] : pick(TICKETS.filter((t) => t[2] === c.kind || t[2] === 'any'));
  const created = n === 0 ? Date.UTC(2026, 8, 21, 8, 5, 12) : between(chance(0.45) ? Math.max(person.created, NOW - 75 * DAY) + DAY : person.created + DAY, NOW - DAY);
  const age = (NOW - created) / DAY;
  const stage = n === 0 ? '1' : age > 60 ? (chance(0.93) ? '4' : '2') : weighted([['1', 40], ['2', 20], ['3', 20], ['4', 20]]);
  tickets.push({ id: 7001 + n, company: c, person, subject, content, created, stage, priority: n === 0 ? 'HIGH' : weighted([['LOW', 40], ['MEDIUM', 42], ['HIGH', 18]]) });
}

const notes = [];
for (let n = 0; n < 120; n++) {
  const note = { id: 8001 + n, body: n === 0 ? NOTES[1] : pick(NOTES), contacts: [], deals: [] };
  if (n === 0 || chance(0.65)) {
    const d = n === 0 ? deals[0] : pick(deals);
    note.deals.push(d);
    if (n === 0 || chance(0.7)) note.contacts.push(d.contacts[0]);
    note.created = between(d.created, Math.max(d.created + DAY, Math.min(d.close, NOW - DAY)));
  } else {
    const p = pick(contacts);
    note.contacts.push(p);
    note.created = between(p.created, NOW - DAY);
  }
  notes.push(note);
}

// ------------------------------------------------------------ lifecycle stages

for (const c of companies) {
  c.stage = c.deals.some((d) => d.stage === 'closedwon') ? 'customer'
    : c.deals.some((d) => !d.closed) ? 'opportunity'
    : weighted([['lead', 55], ['marketingqualifiedlead', 20], ['salesqualifiedlead', 20], ['subscriber', 5]]);
}
for (const p of contacts) {
  p.stage = p.won ? 'customer' : p.open ? 'opportunity'
    : weighted([['subscriber', 25], ['lead', 45], ['marketingqualifiedlead', 18], ['salesqualifiedlead', 12]]);
  p.status = p.stage === 'subscriber' || p.stage === 'customer' ? undefined
    : p.stage === 'opportunity' ? pick(['IN_PROGRESS', 'CONNECTED', 'OPEN'])
    : chance(0.8) ? weighted([['NEW', 40], ['OPEN', 30], ['IN_PROGRESS', 18], ['CONNECTED', 12]]) : undefined;
}

// --------------------------------------------------------------------- writing

const lines = [];
function record(type, id, properties, created) {
  const text = Object.entries(properties).filter(([, v]) => v !== undefined).map(([k, v]) => `${k}: ${JSON.stringify(String(v))}`).join(', ');
  lines.push(`- {${type}: ${id}, properties: {${text}}, createdAt: "${iso(created)}"}`);
}
function associate(type, id, to) {
  const text = Object.entries(to).filter(([, list]) => list.length).map(([k, list]) => `${k}: [${list.map((r) => r.id).join(', ')}]`).join(', ');
  lines.push(`- {associate: {${type}: ${id}}, to: {${text}}}`);
}
const section = (title) => lines.push('', `# ${title}`);

lines.push(
  '# Acme Supplies: sample data for Liaison, in its seed format.',
  '# Written by samples/generate.mjs; change that and run it again rather than edit here.',
  '# All people and companies are invented. See samples/README.md.',
);

section('Companies');
for (const c of companies) {
  record('company', c.id, {
    name: c.name, domain: c.domain, industry: c.industry, city: c.city, country: c.country, phone: c.phone,
    numberofemployees: c.employees, annualrevenue: c.revenue, lifecyclestage: c.stage, description: c.description,
  }, c.created);
}

section('Contacts');
for (const p of contacts) {
  record('contact', p.id, {
    email: p.email, firstname: p.first, lastname: p.last, jobtitle: p.job, phone: p.phone,
    lifecyclestage: p.stage, hs_lead_status: p.status,
  }, p.created);
}

section('Which company each contact works for');
for (const p of contacts) if (p.company) associate('contact', p.id, { company: [p.company, ...p.also] });

section('Products');
for (const p of products) {
  record('product', p.id, { name: p.name, description: p.description, price: p.price, hs_sku: p.sku }, p.created);
}

section('Deals, each with its company and contacts');
for (const d of deals) {
  record('deal', d.id, {
    dealname: d.name, pipeline: 'default', dealstage: d.stage, amount: d.cents === undefined ? undefined : money(d.cents),
    closedate: iso(d.close), dealtype: d.type,
  }, d.created);
  associate('deal', d.id, { company: [d.company], contact: d.contacts });
}

section('Line items, each with its deal');
for (const i of items) {
  record('line_item', i.id, {
    name: i.product.name, quantity: i.quantity, price: (i.cents / 100).toFixed(2), hs_product_id: i.product.id,
  }, i.created);
  associate('line_item', i.id, { deal: [i.deal] });
}

section('Tickets, each with its contact and company');
for (const t of tickets) {
  record('ticket', t.id, {
    subject: t.subject, content: t.content, hs_pipeline: '0', hs_pipeline_stage: t.stage, hs_ticket_priority: t.priority,
  }, t.created);
  associate('ticket', t.id, { company: [t.company], contact: [t.person] });
}

section('Notes, on contacts and deals');
for (const n of notes) {
  record('note', n.id, { hs_note_body: n.body, hs_timestamp: iso(n.created) }, n.created);
  associate('note', n.id, { contact: n.contacts, deal: n.deals });
}

process.stdout.write(lines.join('\n') + '\n');
