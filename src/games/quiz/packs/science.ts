import type { Bilingual } from '../pack.ts'
import { estimate, order, several, single, truth } from './write.ts'

export const science: readonly Bilingual[] = [
  single(
    1,
    [
      'Which planet of the Solar System has the most mass?',
      ['Saturn', 'Jupiter', 'Neptune', 'Earth'],
      'Jupiter has more than twice the mass of all the other planets together.',
    ],
    [
      '太阳系中质量最大的行星是哪一颗？',
      ['土星', '木星', '海王星', '地球'],
      '木星的质量是其他所有行星质量总和的两倍多。',
    ],
  ),
  single(
    3,
    ['What is the chemical symbol of gold?', ['Gd', 'Ag', 'Go', 'Au'], 'Au, from the Latin aurum. Ag is silver.'],
    ['金的化学符号是什么？', ['Gd', 'Ag', 'Go', 'Au'], 'Au来自拉丁语aurum；Ag是银。'],
  ),
  truth(
    true,
    ['Sound travels faster in water than in air.', 'About 1,480 metres a second in water, 343 in air at 20 °C.'],
    ['声音在水中传播得比在空气中快。', '20 °C时，声音在水中约为每秒1480米，在空气中约为每秒343米。'],
  ),
  several(
    [0, 2, 3],
    [
      'Which of these are noble gases?',
      ['Helium', 'Nitrogen', 'Neon', 'Argon', 'Oxygen'],
      'Nitrogen and oxygen make up most of the air, but they are no noble gases.',
    ],
    ['下列哪些是稀有气体（惰性气体）？', ['氦', '氮', '氖', '氩', '氧'], '氮和氧是空气的主要成分，但不是稀有气体。'],
  ),
  estimate(
    8.3,
    4,
    [
      'About how many minutes does sunlight take to reach the Earth?',
      'About 8 minutes and 20 seconds, for 150 million kilometres.',
      'minutes',
    ],
    ['太阳光到达地球大约需要多少分钟？', '大约8分20秒，行程约1.5亿千米。', '分钟'],
  ),
  order(
    [
      'From the smallest to the largest.',
      ['Proton', 'Atom', 'Virus', 'Red blood cell', 'Ant'],
      'About a femtometre, a tenth of a nanometre, 100 nanometres, 7 micrometres, and some millimetres.',
    ],
    [
      '按大小从小到大排序。',
      ['质子', '原子', '病毒', '红细胞', '蚂蚁'],
      '分别约为：1飞米、0.1纳米、100纳米、7微米、几毫米。',
    ],
  ),
  single(
    2,
    [
      'In which part of a plant cell does photosynthesis take place?',
      ['Nucleus', 'Mitochondrion', 'Chloroplast', 'Cell wall'],
      'Chloroplasts hold the chlorophyll that catches the light.',
    ],
    ['植物细胞的光合作用发生在哪里？', ['细胞核', '线粒体', '叶绿体', '细胞壁'], '叶绿体中的叶绿素负责捕获光能。'],
  ),
  single(
    0,
    [
      'Which base pairs with adenine in DNA?',
      ['Thymine', 'Guanine', 'Cytosine', 'Uracil'],
      'Adenine pairs with thymine, guanine with cytosine. Uracil stands for thymine in RNA.',
    ],
    [
      'DNA中与腺嘌呤配对的是哪种碱基？',
      ['胸腺嘧啶', '鸟嘌呤', '胞嘧啶', '尿嘧啶'],
      '腺嘌呤与胸腺嘧啶配对，鸟嘌呤与胞嘧啶配对；RNA中以尿嘧啶代替胸腺嘧啶。',
    ],
  ),
  single(
    1,
    [
      'Which mineral is number 10, the hardest, on the Mohs scale?',
      ['Corundum', 'Diamond', 'Topaz', 'Quartz'],
      'Quartz is 7, topaz 8, corundum 9 and diamond 10.',
    ],
    [
      '莫氏硬度表中硬度最高（10级）的矿物是什么？',
      ['刚玉', '金刚石', '黄玉', '石英'],
      '石英7级，黄玉8级，刚玉9级，金刚石10级。',
    ],
  ),
  truth(
    true,
    [
      'Water boils at a lower temperature on a high mountain than at the sea.',
      'There is less air pressure: on Mount Everest water boils at about 70 °C.',
    ],
    ['高山上水的沸点比海平面低。', '因为气压较低：在珠穆朗玛峰顶，水大约70 °C就会沸腾。'],
  ),
  several(
    [0, 1, 3],
    [
      'Which of these animals are mammals?',
      ['Dolphin', 'Bat', 'Penguin', 'Platypus', 'Shark'],
      'The platypus lays eggs, but it feeds its young with milk. Penguins are birds, sharks are fish.',
    ],
    [
      '下列哪些动物是哺乳动物？',
      ['海豚', '蝙蝠', '企鹅', '鸭嘴兽', '鲨鱼'],
      '鸭嘴兽虽然卵生，却用乳汁哺育幼崽。企鹅是鸟类，鲨鱼是鱼类。',
    ],
  ),
  single(
    3,
    [
      'Which organ makes insulin?',
      ['Liver', 'Kidney', 'Stomach', 'Pancreas'],
      'Cells of the pancreas make it, in the islets of Langerhans.',
    ],
    ['胰岛素由哪个器官分泌？', ['肝脏', '肾脏', '胃', '胰腺'], '由胰腺中的胰岛细胞分泌。'],
  ),
  single(
    2,
    [
      'What is electrical resistance measured in?',
      ['Volt', 'Ampere', 'Ohm', 'Watt'],
      'Ohm. Volts measure tension, amperes current and watts power.',
    ],
    ['电阻的单位是什么？', ['伏特', '安培', '欧姆', '瓦特'], '是欧姆。伏特是电压、安培是电流、瓦特是功率的单位。'],
  ),
  estimate(
    1538,
    300,
    ['At how many degrees Celsius does pure iron melt?', 'At about 1,538 °C.', '°C'],
    ['纯铁的熔点是多少摄氏度？', '约1538 °C。', '°C'],
  ),
  single(
    0,
    [
      'Who published a periodic table in 1869 that left gaps for elements yet unknown?',
      ['Dmitri Mendeleev', 'Marie Curie', 'Antoine Lavoisier', 'John Dalton'],
      'Gallium, scandium and germanium were found later, much as Mendeleev had foretold.',
    ],
    [
      '1869年，谁发表了为未知元素留出空位的元素周期表？',
      ['门捷列夫', '居里夫人', '拉瓦锡', '道尔顿'],
      '后来发现的镓、钪、锗与门捷列夫的预言十分吻合。',
    ],
  ),
]
