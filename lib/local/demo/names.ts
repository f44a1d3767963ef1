import type { Random } from "@/lib/local/demo/random";

export interface Name {
  readonly first: string;
  readonly last: string;
  /** Both in plain letters, for an address: `maria.ivanova`. */
  readonly latin: string;
}

interface NameSet {
  readonly countries: string;
  /** Names between blanks, each in its own script, after `=` in plain letters where those differ. */
  readonly first: string;
  readonly last: string;
}

const nameSets: readonly NameSet[] = [
  {
    countries: "FR BE LU MC SN CI ML",
    first: "Zoé=zoe Léa=lea Chloé=chloe Inès=ines Théo=theo Loïc=loic François=francois Hélène=helene",
    last: "Lefèvre=lefevre Béranger=beranger D'Aubigné=daubigne Garçon=garcon Noël=noel Moreau Prévost=prevost",
  },
  {
    countries: "DE AT CH",
    first: "Jürgen=juergen Käthe=kaethe Anna Björn=bjoern Sören=soeren Lukas Mareike Götz=goetz",
    last: "Müller=mueller Schröder=schroeder Weiß=weiss Jäger=jaeger Köhler=koehler Braun Großmann=grossmann",
  },
  {
    countries: "ES MX AR CO CL PE VE EC BO UY PY CR PA CU DO GT HN",
    first: "José=jose María=maria Begoña=begona Íñigo=inigo Lucía=lucia Andrés=andres Sofía=sofia Raúl=raul",
    last: "Núñez=nunez Peña=pena García=garcia Ibáñez=ibanez Muñoz=munoz Ordóñez=ordonez Vázquez=vazquez",
  },
  {
    countries: "BR PT AO MZ CV",
    first: "João=joao Inês=ines Conceição=conceicao Antônio=antonio Débora=debora Luís=luis Thaís=thais",
    last: "Gonçalves=goncalves Araújo=araujo Magalhães=magalhaes Simões=simoes Conceição=conceicao Rocha",
  },
  {
    countries: "SE NO DK FI IS FO GL AX",
    first: "Åsa=asa Bjørn=bjorn Søren=soren Þóra=thora Örjan=orjan Ingrid Väinö=vaino Æsa=aesa",
    last: "Sjöberg=sjoberg Ødegård=odegard Åkesson=akesson Þórsdóttir=thorsdottir Hämäläinen=hamalainen Lindqvist",
  },
  {
    countries: "PL CZ SK HU HR RS SI RO LT LV EE",
    first: "Łukasz=lukasz Zofia Jiří=jiri Žaneta=zaneta Szymon Đorđe=djordje Ágnes=agnes Ștefan=stefan",
    last: "Wiśniewski=wisniewski Dvořák=dvorak Kovačević=kovacevic Nagyné=nagyne Żukowska=zukowska Čapek=capek",
  },
  {
    countries: "TR AZ CY",
    first: "Çiğdem=cigdem İbrahim=ibrahim Gülşen=gulsen Oğuz=oguz Şebnem=sebnem Ümit=umit Ilgın=ilgin",
    last: "Yıldız=yildiz Öztürk=ozturk Şahin=sahin Çelik=celik Güneş=gunes Kılıç=kilic Aydoğan=aydogan",
  },
  {
    countries: "RU BY KZ KG",
    first: "Мария=maria Иван=ivan Алексей=aleksei Наталья=natalya Юрий=yuri Екатерина=ekaterina Фёдор=fyodor",
    last: "Иванова=ivanova Щербаков=shcherbakov Кузнецов=kuznetsov Соловьёв=solovyov Жукова=zhukova Чехов=chekhov",
  },
  {
    countries: "UA",
    first: "Олена=olena Тарас=taras Юлія=yuliia Андрій=andrii Ївга=yivha Микола=mykola",
    last: "Шевченко=shevchenko Коваль=koval Бойко=boiko Ґудзик=gudzyk Лисенко=lysenko",
  },
  {
    countries: "GR",
    first: "Ελένη=eleni Γιώργος=giorgos Σοφία=sofia Νίκος=nikos Δήμητρα=dimitra Κώστας=kostas",
    last: "Παπαδοπούλου=papadopoulou Νικολαΐδης=nikolaidis Γεωργίου=georgiou Οικονόμου=oikonomou",
  },
  {
    countries: "SA EG AE IQ DZ MA TN LY JO KW QA OM YE SY LB SD BH",
    first: "محمد=mohammed فاطمة=fatima أحمد=ahmed ليلى=layla يوسف=yusuf مريم=maryam خالد=khalid",
    last: "الحداد=alhaddad منصور=mansour الخطيب=alkhatib ناصر=nasser السيد=alsayed حسن=hassan",
  },
  {
    countries: "IR AF",
    first: "زهرا=zahra رضا=reza مهدی=mahdi نرگس=narges پریسا=parisa کیوان=keyvan",
    last: "رضایی=rezaei حسینی=hosseini کریمی=karimi احمدی=ahmadi موسوی=mousavi",
  },
  {
    countries: "IL",
    first: "נועה=noa דוד=david יעל=yael משה=moshe תמר=tamar",
    last: "כהן=cohen לוי=levi מזרחי=mizrahi פרץ=peretz",
  },
  {
    countries: "IN NP",
    first: "अर्जुन=arjun प्रिया=priya राहुल=rahul अनीता=anita विक्रम=vikram दीपा=deepa",
    last: "शर्मा=sharma पटेल=patel सिंह=singh गुप्ता=gupta वर्मा=verma",
  },
  {
    countries: "TH",
    first: "สมชาย=somchai มาลี=malee อนงค์=anong ประเสริฐ=prasert วันดี=wandee",
    last: "ใจดี=jaidee ศรีสุข=srisuk ทองดี=thongdee บุญมา=boonma",
  },
  {
    countries: "CN TW HK MO SG",
    first: "伟=wei 芳=fang 秀英=xiuying 敏=min 静=jing 磊=lei 洋=yang",
    last: "王=wang 李=li 张=zhang 刘=liu 陈=chen 欧阳=ouyang 𠮷=ji",
  },
  {
    countries: "JP",
    first: "さくら=sakura 健太=kenta 陽子=yoko 大輔=daisuke ユキ=yuki 美咲=misaki 翔=sho",
    last: "佐藤=sato 鈴木=suzuki 髙橋=takahashi 渡邉=watanabe 山本=yamamoto 五十嵐=igarashi",
  },
  {
    countries: "KR KP",
    first: "지우=jiwoo 민준=minjun 서연=seoyeon 하은=haeun 도윤=doyun",
    last: "김=kim 이=lee 박=park 최=choi 남궁=namgung",
  },
  {
    countries: "AM GE",
    first: "Արամ=aram Անահիտ=anahit ნინო=nino გიორგი=giorgi Լուսինե=lusine თამარ=tamar",
    last: "Սարգսյան=sargsyan Պետրոսյան=petrosyan ბერიძე=beridze კაპანაძე=kapanadze",
  },
  {
    countries: "VN",
    first: "Ngọc=ngoc Đức=duc Thảo=thao Quỳnh=quynh Tuấn=tuan Hương=huong",
    last: "Nguyễn=nguyen Trần=tran Phạm=pham Đặng=dang Vũ=vu",
  },
];

const elsewhere: NameSet = {
  countries: "",
  first: "Olivia Liam Amelia Noah Aoife Kwame Thandiwe Mateo Grace Zainab Tane Mele Emily Jack Siobhán=siobhan",
  last: "O'Brien=obrien Smith McDonald Okafor Mbeki D'Souza=dsouza Smith-Jones=smith-jones Tūhoe=tuhoe Taylor St.Clair=stclair",
};

/** A name as one might have it who works there. A few carry an emoji, as names in real tables do. */
export function makeName(countryCode: string | null, random: Random): Name {
  const set = nameSets.find(({ countries }) => countries.split(" ").includes(countryCode ?? "")) ?? elsewhere;
  const [first, firstLatin] = pickName(set.first, random);
  const [last, lastLatin] = pickName(set.last, random);
  return { first: random.isLucky(0.01) ? `${first} ✈️` : first, last, latin: `${firstLatin}.${lastLatin}` };
}

function pickName(names: string, random: Random): [name: string, latin: string] {
  const [head = "", ...rest] = names.split(" ");
  const [name = "", latin = name.toLowerCase()] = random.pick([head, ...rest]).split("=");
  return [name, latin];
}
