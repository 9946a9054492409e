import type { Bilingual } from '../pack.ts'
import { estimate, order, several, single, truth } from './write.ts'

export const geography: readonly Bilingual[] = [
  single(
    2,
    [
      'What is the capital of Australia?',
      ['Sydney', 'Melbourne', 'Canberra', 'Perth'],
      'Canberra was built as the capital because Sydney and Melbourne both wanted to be it.',
    ],
    [
      '澳大利亚的首都是哪座城市？',
      ['悉尼', '墨尔本', '堪培拉', '珀斯'],
      '悉尼和墨尔本争当首都，于是专门建造了堪培拉。',
    ],
  ),
  single(
    1,
    [
      'Which ocean is the largest?',
      ['Atlantic Ocean', 'Pacific Ocean', 'Indian Ocean', 'Arctic Ocean'],
      'The Pacific covers about a third of the Earth, more than all land together.',
    ],
    [
      '世界上面积最大的洋是哪一个？',
      ['大西洋', '太平洋', '印度洋', '北冰洋'],
      '太平洋约占地球表面的三分之一，比所有陆地加起来还大。',
    ],
  ),
  single(
    0,
    [
      'Which country of Africa has the most inhabitants?',
      ['Nigeria', 'Egypt', 'South Africa', 'Kenya'],
      'More than 200 million people live in Nigeria.',
    ],
    ['非洲人口最多的国家是哪一个？', ['尼日利亚', '埃及', '南非', '肯尼亚'], '尼日利亚的人口超过2亿。'],
  ),
  truth(
    true,
    [
      'The city of Istanbul lies on two continents.',
      'The Bosporus, the border between Europe and Asia, runs through the middle of it.',
    ],
    ['伊斯坦布尔横跨两个大洲。', '欧亚两洲的分界线博斯普鲁斯海峡穿城而过。'],
  ),
  several(
    [0, 2, 3],
    [
      'Which of these countries does the equator cross?',
      ['Ecuador', 'Egypt', 'Kenya', 'Indonesia', 'India'],
      'Egypt and India lie wholly in the north.',
    ],
    ['赤道穿过下列哪些国家？', ['厄瓜多尔', '埃及', '肯尼亚', '印度尼西亚', '印度'], '埃及和印度都完全位于北半球。'],
  ),
  order(
    [
      'From the lowest mountain to the highest.',
      ['Mont Blanc', 'Kilimanjaro', 'Denali', 'Aconcagua', 'Mount Everest'],
      'About 4,810, 5,895, 6,190, 6,960 and 8,849 metres above the sea.',
    ],
    [
      '按海拔从低到高排序。',
      ['勃朗峰', '乞力马扎罗山', '迪纳利山', '阿空加瓜山', '珠穆朗玛峰'],
      '海拔分别约为4810米、5895米、6190米、6960米和8849米。',
    ],
  ),
  estimate(
    193,
    30,
    ['How many member states have the United Nations?', '193 since South Sudan joined in 2011.', 'states'],
    ['联合国有多少个会员国？', '自2011年南苏丹加入以来，共有193个。', '个'],
  ),
  single(
    3,
    [
      'Which river flows through Cairo?',
      ['Euphrates', 'Congo', 'Niger', 'Nile'],
      'The Nile; its delta begins just north of the city.',
    ],
    ['流经开罗的是哪条河？', ['幼发拉底河', '刚果河', '尼日尔河', '尼罗河'], '是尼罗河，三角洲就从开罗以北开始。'],
  ),
  single(
    0,
    [
      'Which of these countries has no coast?',
      ['Mongolia', 'Thailand', 'Peru', 'Morocco'],
      'Mongolia lies between Russia and China, far from any sea.',
    ],
    ['下列哪个国家没有海岸线？', ['蒙古国', '泰国', '秘鲁', '摩洛哥'], '蒙古国位于俄罗斯与中国之间，不临海。'],
  ),
  truth(
    false,
    [
      'Greenland is larger than Africa.',
      'Africa is about 14 times as large. Maps in Mercator’s projection stretch what lies near the poles.',
    ],
    ['格陵兰岛的面积比非洲大。', '非洲约是格陵兰岛的14倍。墨卡托投影会把靠近两极的地区拉大。'],
  ),
  single(
    1,
    [
      'Which strait lies between Spain and Morocco?',
      ['Bosporus', 'Strait of Gibraltar', 'Strait of Hormuz', 'Strait of Malacca'],
      'It is about 14 kilometres wide where Europe and Africa are nearest.',
    ],
    [
      '西班牙与摩洛哥之间是哪个海峡？',
      ['博斯普鲁斯海峡', '直布罗陀海峡', '霍尔木兹海峡', '马六甲海峡'],
      '欧洲与非洲在此最近处仅相距约14千米。',
    ],
  ),
  several(
    [0, 1, 4],
    [
      'Which of these cities are capitals of their countries?',
      ['Ottawa', 'Ankara', 'New York', 'Rio de Janeiro', 'Hanoi'],
      'Of Canada, Türkiye and Vietnam. The other two capitals are Washington, D.C. and Brasília.',
    ],
    [
      '下列哪些城市是所在国家的首都？',
      ['渥太华', '安卡拉', '纽约', '里约热内卢', '河内'],
      '它们分别是加拿大、土耳其和越南的首都。美国和巴西的首都是华盛顿和巴西利亚。',
    ],
  ),
  estimate(
    8849,
    800,
    ['How high is Mount Everest above the sea?', '8,849 metres, as China and Nepal measured it in 2020.', 'metres'],
    ['珠穆朗玛峰的海拔是多少米？', '2020年中国与尼泊尔共同公布的高程为8848.86米。', '米'],
  ),
  single(
    2,
    [
      'Which lake is the deepest?',
      ['Lake Victoria', 'Lake Superior', 'Lake Baikal', 'Caspian Sea'],
      'Lake Baikal in Siberia is about 1,640 metres deep.',
    ],
    [
      '世界上最深的湖是哪一个？',
      ['维多利亚湖', '苏必利尔湖', '贝加尔湖', '里海'],
      '位于西伯利亚的贝加尔湖深约1640米。',
    ],
  ),
  single(
    3,
    [
      'Which country has the most land?',
      ['China', 'Canada', 'United States', 'Russia'],
      'Russia, with about 17 million square kilometres.',
    ],
    ['世界上领土面积最大的国家是哪一个？', ['中国', '加拿大', '美国', '俄罗斯'], '俄罗斯的面积约为1700万平方千米。'],
  ),
]
