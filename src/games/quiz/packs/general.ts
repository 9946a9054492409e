import type { Bilingual } from '../pack.ts'
import { estimate, order, several, single, truth } from './write.ts'

export const general: readonly Bilingual[] = [
  single(
    2,
    [
      'Which of these languages is written from right to left?',
      ['Hindi', 'Greek', 'Hebrew', 'Thai'],
      'Hebrew is written from right to left, as are Arabic and Persian.',
    ],
    [
      '下列哪种语言是从右向左书写的？',
      ['印地语', '希腊语', '希伯来语', '泰语'],
      '希伯来语从右向左书写，阿拉伯语和波斯语也是如此。',
    ],
  ),
  single(
    0,
    [
      'Who painted the ceiling of the Sistine Chapel?',
      ['Michelangelo', 'Leonardo da Vinci', 'Raphael', 'Caravaggio'],
      'Michelangelo painted it between 1508 and 1512.',
    ],
    [
      '西斯廷礼拜堂的天顶画是谁的作品？',
      ['米开朗基罗', '列奥纳多·达·芬奇', '拉斐尔', '卡拉瓦乔'],
      '米开朗基罗于1508年至1512年间绘制。',
    ],
  ),
  several(
    [0, 2, 4],
    [
      'Which of these numbers are prime?',
      ['2', '9', '17', '21', '29'],
      '9 is 3 × 3 and 21 is 3 × 7. 2 is the only even prime.',
    ],
    ['下列哪些数是质数？', ['2', '9', '17', '21', '29'], '9＝3×3，21＝3×7。2是唯一的偶质数。'],
  ),
  truth(
    false,
    [
      'In our calendar, every fourth year is a leap year without exception.',
      'A year that ends in 00 is a leap year only if 400 divides it: 2000 was one, 1900 was not.',
    ],
    ['在公历中，每四年必有一个闰年，没有例外。', '以00结尾的年份只有能被400整除时才是闰年：2000年是，1900年不是。'],
  ),
  estimate(
    206,
    40,
    ['How many bones does an adult human body usually have?', 'Usually 206; a newborn has about 270.', 'bones'],
    ['成年人的身体通常有多少块骨头？', '通常是206块；新生儿约有270块。', '块'],
  ),
  single(
    3,
    [
      'In which city were the first modern Olympic Games held, in 1896?',
      ['Paris', 'London', 'Rome', 'Athens'],
      'Athens. Paris followed in 1900.',
    ],
    [
      '1896年第一届现代奥林匹克运动会在哪座城市举行？',
      ['巴黎', '伦敦', '罗马', '雅典'],
      '在雅典举行，1900年的第二届在巴黎。',
    ],
  ),
  single(
    1,
    ['How many keys has a standard modern piano?', ['76', '88', '92', '100'], '88: 52 white ones and 36 black ones.'],
    ['一台标准的现代钢琴有多少个琴键？', ['76', '88', '92', '100'], '共88个：52个白键和36个黑键。'],
  ),
  order(
    [
      'From the earliest to the latest: when did the world first get them?',
      ['Telescope', 'Smallpox vaccine', 'Telephone', 'Television', 'World Wide Web'],
      'Telescope 1608, vaccine 1796, telephone 1876, television in the 1920s, the Web 1989.',
    ],
    [
      '按问世时间从早到晚排序。',
      ['望远镜', '天花疫苗', '电话', '电视', '万维网'],
      '望远镜1608年，天花疫苗1796年，电话1876年，电视20世纪20年代，万维网1989年。',
    ],
  ),
  single(
    1,
    [
      'In which sport do national teams play for the Thomas Cup?',
      ['Table tennis', 'Badminton', 'Volleyball', 'Tennis'],
      'The Thomas Cup is the world team championship of men’s badminton; women play for the Uber Cup.',
    ],
    [
      '“汤姆斯杯”是哪项运动的团体赛事？',
      ['乒乓球', '羽毛球', '排球', '网球'],
      '汤姆斯杯是世界男子羽毛球团体锦标赛，女子团体赛是尤伯杯。',
    ],
  ),
  truth(
    false,
    [
      'The Great Wall of China can be seen from the Moon with the naked eye.',
      'It is long but only a few metres wide: from the Moon, far too thin to see.',
    ],
    ['在月球上用肉眼可以看到中国的长城。', '长城虽长，却只有几米宽，在月球上远不足以被看见。'],
  ),
  several(
    [0, 1, 3],
    [
      'Which of these are string instruments?',
      ['Harp', 'Violin', 'Flute', 'Erhu', 'Trumpet'],
      'Harp, violin and erhu sound by their strings; flute and trumpet by a column of air.',
    ],
    [
      '下列哪些是弦乐器？',
      ['竖琴', '小提琴', '长笛', '二胡', '小号'],
      '竖琴、小提琴和二胡靠弦发声，长笛和小号靠空气柱发声。',
    ],
  ),
  estimate(
    1969,
    10,
    ['In which year did a human first walk on the Moon?', 'Neil Armstrong, on 20 July 1969 (UTC 21 July).', 'year'],
    ['人类第一次登上月球是哪一年？', '1969年7月，尼尔·阿姆斯特朗踏上月球。', '年'],
  ),
  single(
    2,
    [
      'From which of Shakespeare’s plays is “To be, or not to be”?',
      ['Macbeth', 'King Lear', 'Hamlet', 'Othello'],
      'Hamlet, act 3, scene 1.',
    ],
    [
      '“生存还是毁灭，这是一个问题”出自莎士比亚的哪部剧作？',
      ['《麦克白》', '《李尔王》', '《哈姆雷特》', '《奥赛罗》'],
      '出自《哈姆雷特》第三幕第一场。',
    ],
  ),
  single(
    2,
    [
      'How many players of one team are on the pitch at the start of a football (soccer) match?',
      ['9', '10', '11', '12'],
      'Eleven, the goalkeeper included.',
    ],
    ['一场足球比赛开始时，每队有多少名球员在场上？', ['9', '10', '11', '12'], '11名，包括守门员。'],
  ),
  single(
    0,
    [
      'How many degrees do the angles of a triangle on a flat sheet add up to?',
      ['180', '90', '270', '360'],
      'Always 180; those of a quadrilateral, 360.',
    ],
    ['平面上三角形的内角和是多少度？', ['180', '90', '270', '360'], '总是180度；四边形的内角和是360度。'],
  ),
]
