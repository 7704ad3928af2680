"""Makes the FAQ's list of English words (`everyday-words.txt`), the most usual first.

Needs Debian's word lists (SCOWL: packages `wamerican-small`, `wbritish-small`, `wamerican`, `wbritish`, `wamerican-large`,
`wbritish-large`, version 2020.12.07), Debian's `wordnet-base` (3.0) and the counts in `pyspellchecker` (0.9.1):

    python make_words.py --today faq/en/everyday-words.txt --lists /usr/share/dict --wordnet /usr/share/wordnet \
        --counts .../spellchecker/resources/en.json.gz --out english-words.txt

The first 15,000 words of `--today` keep their order. Then come the words by their counts, then those without one, which
SCOWL's smaller lists hold first. What a mistyped everyday word looks like stays out (`_is_slip`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HEADER = """\
# English words, American and British, the most usual first. The bot leaves these alone when it repairs typing errors,
# and repairs towards the more usual of two. One word a line; the order is all that counts.
#
# Order: word counts of film subtitles as shipped by pyspellchecker (Copyright 2018-2021 Tyler Barrus, MIT licence).
# Words: SCOWL's American and British lists up to size 70 (Copyright 2000-2011 Kevin Atkinson; permission to use,
# copy, modify, distribute and sell for any purpose without fee is granted, provided that this notice is kept; as is,
# without warranty). Its British spellings are from VARCON, which began with Ispell's lists (Copyright 1993
# Geoff Kuenning, all rights reserved; redistribution with or without modification is permitted, provided that this
# notice is kept and modified versions are marked as such; as is, without warranty). This list is a modified version.
# Medical words that SCOWL lacks: WordNet 3.0 (Copyright 2006 Princeton University, all rights reserved; permission to
# use, copy, modify and distribute for any purpose without fee is granted, provided that this notice is kept; as is,
# without representations or warranties; Princeton's name may not be used in advertising), and a list of our own.
# Made by make_words.py, which also leaves out rare words that a mistyped everyday word looks like."""

KEPT_ORDER = 15_000
USUAL = 3_000
"""Of the most usual words, those that a rare word must not be one edit away from."""
_COMMON = 5_000
"""Of the most usual words, those whose inflected forms stay."""
_SMALL, _MIDDLE, _LARGE, _EXTRA = 35, 60, 70, 99
"""Sizes of SCOWL's lists that a word is in; the last stands for words from elsewhere."""
_NO_COUNT = 50
"""What pyspellchecker gives a word that its subtitles do not hold."""
_FEW = 300
_SHAPE = re.compile(r"[a-z]{2,24}")
_CONTRACTION = re.compile(
    r"(?:i'(?:d|ll|m|ve)|[a-z]{2,}n't|[a-z]+'(?:ve|re|ll)|(?:he|she|it|that|they|we|who|how|why|you)'d|(?:he|she|it|that|what|who|where|how|let|there|here|when|why)'s"
    r"|o'clock|y'all|ma'am)"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
january february april june july august september october november december christmas easter english british american
european australian canadian irish scottish welsh french german spanish italian dutch portuguese polish russian indian
chinese japanese
"""
"""Words that SCOWL has in capitals only, and members type without."""

MODERN = """
app apps emoji emojis google googled googling texted texting meetup meetups chatbot chatbots smartphone smartphones
podcast podcasts selfie selfies wifi bluetooth hashtag hashtags covid coronavirus lockdown lockdowns telehealth vape vapes
vaping vaped youtube facebook whatsapp telegram website websites livestream crowdfunding login logins username usernames
webinar webinars telemedicine teleconsult bot bots online offline email emails emailed emailing blog blogs blogging
reddit instagram tiktok twitter netflix wikipedia
"""

OWN_MEDICAL = """
abatacept abscess abscesses acetazolamide acetylcholine aciclovir acyclovir adalimumab adrenaline alemtuzumab alendronate
allopurinol alprazolam amantadine amifampridine amitriptyline amlodipine amoxicillin amoxycillin amyloid amyloidosis
amyotrophic anakinra anaphylactic anaphylaxis angioedema angiography anhidrosis ankylosing antibiotic antibiotics
antibody antibodies anticoagulant anticoagulants anticholinergic anticholinesterase anticonvulsant anticonvulsants
antidepressant antidepressants antiemetic antiepileptic antigen antigens antihistamine antihistamines antinuclear
antiviral antivirals apheresis apixaban apraxia apraxias arachnoiditis areflexia areflexic arthralgia arthroplasty
arthroscopy aspirin asthenia atenolol atorvastatin atrophy atrophied atrophies auricular autoantibody autoantibodies
autoimmunity autonomic axilla axon axonal axonopathy axons azathioprine azithromycin baclofen baricitinib belimumab
benzodiazepine benzodiazepines biomarker biomarkers biologics biosimilar biosimilars bisoprolol bisphosphonate
bisphosphonates bloodwork bortezomib botulinum brachial brachioradialis bradycardia bulbar buprenorphine bupropion
calcineurin candesartan cannabidiol cannula cannulas cannulae cannulated cannulation capsaicin carbamazepine carpal cataplexy
cauda causalgia cefalexin celecoxib cephalexin cetirizine cetuximab chemo chemotherapies ciclosporin ciprofloxacin
citalopram clarithromycin clobazam clonazepam clonidine clopidogrel clozapine cobalamin codeine colchicine colonoscopy
contracture contractures cortisol cortisone cosyntropin creatine creatinine cryoglobulin cryoglobulinaemia
cryoglobulinemia cubital cyanocobalamin cyclobenzaprine cyclophosphamide cyclosporin cyclosporine cytokine cytokines
daclizumab dalteparin dapsone daratumumab deltoid deltoids demyelinate demyelinated demyelinating demyelination denervated
denervation denosumab dermatomyositis desensitisation desensitization dexamethasone diabetologist diazepam diclofenac
diltiazem diphenhydramine diplopia distally donepezil dorsiflexion doxycycline duloxetine dysaesthesia dysarthria
dysautonomia dysesthesia dysphagia dysphonia dyspnea dyspnoea dystonia dystonias dystrophies echocardiogram
echocardiography eculizumab edaravone edema edrophonium efgartigimod electrodiagnosis electrodiagnostic electromyogram
electromyographic electromyography electroneurography electrophoresis electrophysiological electrophysiologist
electrophysiology elimination enalapril encephalopathy endocrinologist endoneurial endoscopy enoxaparin epidural epidurals
epilepsies epineurium epinephrine epitope epitopes ergotherapy erythrocyte erythrocytes escitalopram esomeprazole
etanercept etoricoxib evusheld exacerbation exacerbations excitability extensor extensors facioscapulohumeral famotidine
fasciculate fasciculated fasciculating fasciculation fasciculations fatiguability fatigable felodipine fentanyl ferritin
fexofenadine fibrillation fibrillations fibromyalgia fingolimod flexor flexors fluconazole flucloxacillin fludarabine
fludrocortisone fluoxetine folate folates folic footdrop fosamax foraminal furosemide gabapentin gammaglobulin ganglioside
gangliosides gangliosidosis gastrocnemius gastroenterologist gastroparesis gastrostomy genomics glatiramer
glomerulonephritis glucocorticoid glucocorticoids glutathione glycolipid glycolipids glycoprotein glycoproteins
haematocrit haematologist haematologists haematology haemodialysis haemoglobin haemolysis haemolytic hemodialysis
hematologist hematologists hemolysis hemolytic hemiparesis hemiplegia heparin hepatologist hereditary heterozygous
homocysteine homozygous humeral hyaluronidase hydrocodone hydrocortisone hydromorphone hydroxychloroquine
hydroxyzine hyperaesthesia hyperalgesia hyperesthesia hyperhidrosis hyperreflexia hyperthyroidism hypertrophic
hypoaesthesia hypoesthesia hypogammaglobulinaemia hypogammaglobulinemia hyponatraemia hyponatremia hyporeflexia
hypotension hypothyroidism hypotonia ibuprofen imatinib immunoassay immunocompromised immunodeficiencies immunodeficiency
immunofixation immunoglobulin immunoglobulins immunologist immunologists immunomodulating immunomodulation
immunomodulator immunomodulators immunomodulatory immunosuppressant immunosuppressants immunosuppressed immunosuppression
immunosuppressive immunotherapies immunotherapy incontinence indapamide indomethacin inebilizumab infliximab infuse infused
infuser infusing infusion infusions infusor innervate innervated innervation interferon interferons interleukin
interleukins interossei interosseous interosseus intramuscular intrathecal intravenously intubate intubated intubation
irbesartan isoniazid ivermectin kinesiology lacosamide lamotrigine lansoprazole leflunomide lenalidomide leucocyte leucocytes
leukocyte leukocytes leukodystrophy leukopenia levetiracetam levodopa levofloxacin levothyroxine lidocaine ligament
lignocaine linezolid liraglutide lisinopril lithium loperamide loratadine lorazepam losartan lumbosacral lymphadenopathy
lymphocyte lymphocytes lymphoedema lymphedema lymphoma lymphomas macrophage macrophages magnetic malaise median melatonin
meloxicam memantine meningitis metformin methadone methotrexate methylcobalamin methylphenidate methylprednisolone
metoclopramide metoprolol metronidazole mexiletine midazolam midodrine migraineur minocycline mirtazapine
misdiagnose misdiagnosed misdiagnoses misdiagnosing misdiagnosis mitochondrial mitoxantrone modafinil monoclonal
monocyte monocytes mononeuritis mononeuropathies mononeuropathy monoparesis montelukast morphine motoneuron
motoneurons multifocal mupirocin myalgia myalgias myalgic myasthenia myasthenic mycophenolate myelin myelinated myelination
myelitis myelogram myeloma myelopathies myelopathy myocarditis myoclonic myoclonus myoglobin myokymia myopathic myopathies
myopathy myositis myotonia myotonic naloxone naltrexone naproxen natalizumab nebuliser nebulisers nebulizer nebulizers
neoplasm nephritis nephrologist nephrologists nephrology nephropathies nephropathy nephrotic neuralgia neuralgias neuralgic
neurapraxia neurectomy neuritis neurofibroma neurofibromatosis neurofilament neurofilaments neurogenic neuroimmunologist
neuroimmunology neurologic neurologically neurolysis neuroma neuromas neuromuscular neuromyelitis neuromyotonia neuronopathy
neuropathic neuropathies neuropathologist neuropathology neuropathy neurophysiological neurophysiologist
neurophysiologists neurophysiology neuroprotection neuroprotective neuropsychologist neurosurgeon neurosurgeons
neurosurgery neurosurgical neurotoxic neurotoxicity neurotransmitter neurotransmitters neutropenia neutrophil neutrophils
nifedipine nitrofurantoin nivolumab nociceptive nocebo nodopathies nodopathy nortriptyline numbness obinutuzumab
ocrelizumab ofatumumab olanzapine oligoclonal omalizumab omeprazole ondansetron ophthalmoplegia opiate opiates opioid
opioids orthopaedist orthoses orthosis orthostatic orthotic orthotics orthotist orthotists osteoarthritis osteopath
osteopaths osteopathy osteopenia osteoporosis osteoporotic otolaryngologist oxcarbazepine oxycodone paediatrician
paediatricians palliative palsied pantoprazole paracetamol paraesthesia paraesthesias paranodal paraneoplastic
paraparesis paraplegia paraprotein paraproteinaemia paraproteinaemic paraproteinemia paraproteinemic paraproteins
paresis paresthesia paresthesias paresthetic parkinsonism paroxetine pathogenesis pembrolizumab penicillin pentoxifylline
percutaneous perindopril perineurium peripheral peripherally peroneal phenytoin phlebitis phlebotomist phlebotomists
phlebotomy phrenic physio physios physiotherapies physiotherapist physiotherapists physiotherapy plasmablast plasmapheresis
platelet platelets plexitis plexopathies plexopathy plexus plexuses pneumonia pneumonitis podiatrist podiatrists podiatry
poliomyelitis polyarteritis polymyalgia polymyositis polyneuritis polyneuropathic polyneuropathies polyneuropathy
polyradiculoneuropathy polyradiculopathy polysomnography popliteal porphyria postpolio prednisolone prednisone pregabalin
prednison presynaptic postsynaptic probiotic probiotics prodrome prognoses prognosis prognostic prolia pronator propofol
propranolol proprioception proprioceptive prosthetist prosthetists proteinuria proximally psychosomatic pyridostigmine
pyridoxine quadriceps quadriparesis quetiapine quinine radicular radiculitis radiculopathies radiculopathy ramipril
ranitidine ravulizumab reflexology refractory reinnervate reinnervated reinnervation relapse relapses relapsing
remyelinate remyelinated remyelination reticulocyte rheumatic rheumatoid rheumatologist rheumatologists rheumatology
riboflavin rifampicin riluzole risankizumab risedronate risperidone ritonavir rituximab rivaroxaban rocuronium
ropinirole rosuvastatin rozanolixizumab salbutamol sarcoid sarcoidosis sarcopenia sarilumab satralizumab scapula
scapular schwannoma schwannomas sciatica scleroderma scoliosis secukinumab semaglutide seronegative seropositive
sertraline serological serology sildenafil simvastatin sinusitis siponimod sirolimus sitagliptin solumedrol sonographer
sonography spasticity spironolactone splenectomy spondylitis spondylosis spondylolisthesis statin statins stenoses stenosis
sternocleidomastoid steroidal stomatitis stridor subacute subclinical subcut subcutaneous subcutaneously sulfasalazine
sulphasalazine sumatriptan supinator supraspinatus infraspinatus sural suxamethonium succinylcholine syncope synapse synaptic
synkinesis syringomyelia tachycardia tacrolimus tadalafil tamoxifen tamsulosin telmisartan tenosynovitis
tensilon teriflunomide tetany tetanus tetraparesis tetraplegia tetraplegic thalidomide thenar hypothenar thiamine thoracic
thrombocyte thrombocytopenia thromboembolic thromboembolism thrombolysis thrombophlebitis thromboses thrombosis thymectomy
thymoma thymomas thyroiditis thyroxine tibial tinnitus titration titrate titrated titer titers titre titres tizanidine
tocilizumab tofacitinib topiramate torticollis tracheostomy tramadol transaminase transaminases transdermal
transthyretin tranexamic trapezius trastuzumab trazodone tremor tremors triamcinolone triceps trigeminal troponin
tuberculosis ulnar ultrasonography ultrasound ultrasounds upadacitinib uptitrate urologist urologists urticaria ustekinumab
valaciclovir valacyclovir valproate valsartan vancomycin varicella vasculitic vasculitides vasculitis vasovagal vedolizumab
venesection venlafaxine venogram venepuncture venipuncture verapamil vertebroplasty vestibular voltaren warfarin
bivigam cutaquig cuvitru flebogamma gammagard gammaked gammaplex gamunex hizentra hyqvia intratect iqymune kiovig octagam
panzyga privigen xembify dipyrone triptan triptans zoledronate zolpidem zopiclone zoster
abiraterone acalabrutinib aducanumab agomelatine alirocumab anastrozole anifrolumab apremilast aripiprazole armodafinil
atezolizumab atomoxetine avacopan basiliximab batoclimab bendamustine benfotiamine benralizumab betamethasone
bevacizumab bicalutamide bimekizumab blinatumomab brodalumab budesonide bumetanide bupivacaine cagrilintide
canagliflozin canakinumab capecitabine carbidopa carbimazole carboplatin carfilzomib carisoprodol cemdisiran
certolizumab chlorphenamine chlortalidone chondroitin cisplatin cladribine claseprubart clindamycin crovalimab
dabigatran dalfampridine danicopan dapagliflozin daridorexant desvenlafaxine deucravacitinib dicycloverine
dihydrocodeine docusate domperidone donanemab dronabinol dulaglutide dupilumab durvalumab edoxaban elranatamab
empagliflozin empasiprubart entecavir enzalutamide eplerenone eplontersen epoetin eptinezumab erenumab esketamine
eszopiclone etoposide evobrutinib evolocumab exenatide febuxostat fenebrutinib fenofibrate filgrastim finasteride
fluticasone fluvoxamine formoterol fremanezumab galcanezumab ganciclovir gefurulimab gemcitabine gliclazide glimepiride
glucosamine golimumab goserelin govorestat guselkumab hydrochlorothiazide hydroxyurea ibrutinib ibudilast imeroprubart
inclisiran inotersen ipilimumab iptacopan itraconazole ivabradine ixekizumab ketamine lebrikizumab lecanemab letrozole
leuprorelin linagliptin lisdexamfetamine macrogol masitinib mepolizumab mesalazine metamizole methimazole methocarbamol
milnacipran mirikizumab mirogabalin molnupiravir mometasone moxifloxacin narsoplimab nebivolol nemolizumab nipocalimab
nirsevimab nucresiran nusinersen olmesartan omaveloxolone orlistat orphenadrine oseltamivir oxaliplatin oxybutynin
ozanimod palivizumab palmitoylethanolamide patisiran pegcetacoplan phentermine pioglitazone pomalidomide ponesimod
pozelimab pramipexole propylthiouracil pseudoephedrine ranolazine rasagiline remdesivir remibrutinib reslizumab
resveratrol retatrutide riliprubart rilzabrutinib rimegepant risdiplam rizatriptan romosozumab rotigotine ruxolitinib
salmeterol solifenacin sutimlimab suvorexant suzetrigine tanruprubart tapentadol teclistamab tenofovir teprotumumab
terbinafine teriparatide tetrabenazine tezepelumab ticagrelor tildrakizumab tiotropium tirzepatide tofersen tolebrutinib
tolterodine tralokinumab trimethoprim ublituximab ubrogepant uridine varenicline vatiquinone vilazodone vortioxetine
vutrisiran zanubrutinib ziconotide zilucoplan zolmitriptan zonisamide
"""

MEDICAL_ROOTS = {
    "14052046",  # ill health
    "14204950",  # pathology
    "14299637",  # symptom
    "14083790",  # mental disorder
    "14285662",  # injury
    "14464005",  # defect of a bodily system
    "03740161",  # medicine
    "05220461",  # body part
    "05263850",  # body substance
    "13440063",  # bodily process
    "01024392",  # medical procedure
    "00661091",  # therapy
    "00177127",  # diagnostic procedure
    "06043075",  # medical specialty
    "06045562",  # medical science
    "10165109",  # health professional
    "10632576",  # medical specialist
    "03739693",  # medical instrument
    "15089258",  # vitamin
    "05407119",  # hormone
    "14732946",  # enzyme
    "15027189",  # antibody
    "14728724",  # protein
    "15057744",  # steroid
}
"""WordNet's nouns whose narrower ones, and the adjectives that pertain to them, are medical words."""

_SHORTEST_MEDICAL = 5
_MEDICAL_PLURALS = (
    (re.compile(r"(opath|otom|ectom|oscop|graph|therap|plast|trop)y$"), "y", "ies"),
    (re.compile(r"(os|es|ys)is$"), "is", "es"),
    (re.compile(r"(oma|ologist|iatrist|ician|gram|scope|syndrome|globulin|ocyte|plegic|paralytic)$"), "", "s"),
)
_BRITISH_MEDICAL = (
    (re.compile(r"(?<!a)emia\b"), "aemia"),
    (re.compile(r"(?<!a)emic\b"), "aemic"),
    (re.compile(r"\bhem(?=at|or|ost|og|ol|od|op)"), "haem"),
    (re.compile(r"\bedema"), "oedema"),
    (re.compile(r"\besophag"), "oesophag"),
    (re.compile(r"\bestrogen"), "oestrogen"),
    (re.compile(r"anesthe"), "anaesthe"),
    (re.compile(r"paresthe"), "paraesthe"),
    (re.compile(r"\bgynec"), "gynaec"),
    (re.compile(r"\bpediatr"), "paediatr"),
    (re.compile(r"rrhea$"), "rrhoea"),
)
_AMERICAN = (
    ("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("ysi", "yzi"), ("ll", "l"),
    ("re", "er"), ("ence", "ense"), ("ogue", "og"), ("ae", "e"), ("oe", "e"), ("ould", "old"), ("grey", "gray"),
    ("tyre", "tire"), ("kerb", "curb"), ("mme", "m"), ("eable", "able"), ("l", "ll"), ("ph", "f"), ("ique", "eck"),
    ("que", "ck"), ("tt", "t"), ("pp", "p"), ("y", "i"), ("ough", "ow"), ("sc", "sk"), ("pyj", "paj"), ("tres", "ters"),
    ("bre", "ber"),
)  # fmt: skip
"""Parts of British spellings and what Americans write for them. A British word of which no count is known (the subtitles'
list leaves them out) takes the place that its American spelling has."""
_INFLECTIONS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("est", ""), ("est", "e"), ("iest", "y"),
)  # fmt: skip
_SHORTEST_INFLECTED = 4
"""Letters of the shortest word whose inflected forms stay: those of shorter ones look like slips ("hims", "ands")."""

SLIPS = frozenset(
    """
al lief em fro lat mater pas si tel wen wether wot wat weka fo effected titter chocking lisp hes hows
ain ait ane ans anther anywheres bel cor cud curst dag dah dey dinning dow dun dunning effecting ere fain fer forme
frighting gey gie hade hae haft haled haling hance hart harts hast haver haying heres hie hies hims hin hos jus lave
loosing loth mien mires mon mores mot musts nae nerved nerving nigher notwork ohs ope ort rime rouble roubles sames shew
shewed shewn sone specie stript thane thar therefor thew thous tings tost viced wale wales wan ware wast weest wert
wethers wheres whit whither whits wight wights wises wist witched wo worser wrapt yeas yock yocks yow
    """.split()  # noqa: SIM905  a list of so many words is easier to read and to change so
)
"""Left out whatever their counts: in a chat, these are other words mistyped. The first lines are typed so in the tuning and
development questions."""

KEPT = frozenset(
    """
ab abs ac admin adware agog ague aha ai alt amide amine ana answerer aped arse asp awes baa baba baddy bagger bap baps
barbies barmy bather baud beaut berm bier bilk birder biter biz blag bleb blebs blub bonk bonked bosh bot bots bp bream
brie brill brit broody brut bub bunt busby busk busked cads cakey carbs carer carers caret carets caries caver chard
chelated chesty chook churchy cig cloches co coder cohered cola comps continua cos coz crimps cripes curer curie cyan
dado dang dater debar demob dept dibs dirk dob dobbed doff doh dory doss dozer dr drat dray duh dumbo duper eau eek eff
elate er erg est explainer fab fag fave feck fem fescue fess fiat flab flax flub fob fops frack fracking framer frilled
gaol gappy gavage ghee gi gird giro git gite gites givers glam gm gnu gnus goer goth gov gran grift guv haem hake halal
hallo hapten hasp heft heme hep hic hmm hob hoc hols homebody homo hon hoo hots hoy hr hrs hun ides inc insula intro ism
iv ix jag jib jibs jillion jiver joey jokey jots jowl jr juke kart karts khat kilted kip kipped km koan lank lardy latke
lav leaven lessor lib licensee limiter limply lino lobed loci loess loo loos lough lovey lox ltd luge mac mage mags mako
mallow mam mamba mana maxi med meh mewl mg mic mics mil mils min minis misc ml mm moll moony morel mosh ms mullion murk
nah nan nark natch natter neb nix nobble nog nogs nos nosh nowt nub oast oat obit ocher od oi oik om onside ooh op
opined opining orangy orate orb orc org oud outsize ow oz pacer pacy panto papular parky pec personas perv phi pic pics
pip pitchy pix planer plasmic pock polity pong pongs poo poof poos pouf prat prig prob ps psst puce pug pullet purl
purled purling quin quine rad raj rale rales rec recused redaction reedy ref res reseal reseat resit retd reword
reworded rigger roil roo roper ropey rotter rove ruck rusk sago samey sate sax scow scree secs sensitize sepal sett
setts sexting shh shim shimming shirty shiv sib sibs sifter sim sitars ska skint slaw sloe sloes snick snog snogs sous
spick spiv splaying splays stagey stat stoner stria striae stripy sty stye suet swop swopped swopping swops swot ta tam
tamp tarn tarted tat tau tech telephony tern tho thru tic tickers tiered til titch tod toff togs toiler toke topi tors
tosh trad trier trikes tsp tum tut tyke typo ump uni unis unlit untended urea vac vape veep veg veld vetch vide vim
voile vole vs wader weft weir weirs wend whee whey wimped winder wk woks wonk wracking ya yah yang yappy yaw yaws yep
yer yikes yin yip yob yowl yr yrs yum yup yurt zed zee zen zit zits
    """.split()  # noqa: SIM905  a list of so many words is easier to read and to change so
)
"""Kept whatever their counts: real words in present use, short, or near an everyday word."""


class Sources(NamedTuple):
    """What the list is made of: today's words in order, counts, the size of SCOWL's list of a word, British and medical words."""

    today: list[str]
    counts: Mapping[str, int]
    sizes: Mapping[str, int]
    british: frozenset[str]
    medical: frozenset[str]


def read_scowl(lists: Path) -> dict[str, int]:
    """The words of SCOWL's lists, each with the size of the smallest list that holds it."""
    sizes: dict[str, int] = {}
    for ending, size in (("-large", _LARGE), ("", _MIDDLE), ("-small", _SMALL)):
        for country in ("american", "british"):
            content = (lists / f"{country}-english{ending}").read_text(encoding="utf-8")
            sizes.update((word, size) for word in content.split() if _SHAPE.fullmatch(word))
            sizes.update((word.lower(), size) for word in content.split() if _CONTRACTION.fullmatch(word.lower()))
    return sizes


def read_british(lists: Path) -> frozenset[str]:
    """The words that SCOWL's British lists hold and its American ones lack."""
    american, british = (
        set((lists / f"{of}-english-large").read_text("utf-8").split()) for of in ("american", "british")
    )
    return frozenset(filter(_SHAPE.fullmatch, british - american))


def read_medical(wordnet: Path) -> Iterator[str]:
    """The medical nouns of WordNet, and the adjectives that pertain to them."""
    broader: dict[str, list[str]] = {}
    nouns: dict[str, list[str]] = {}
    for place, words, pointers in _synsets(wordnet / "data.noun"):
        nouns[place] = words
        broader[place] = [target for kind, target in pointers if kind in {"@", "@i"}]
    medical = set(MEDICAL_ROOTS)
    grown = True
    while grown:
        found = {place for place, above in broader.items() if place not in medical and not medical.isdisjoint(above)}
        medical |= found
        grown = bool(found)
    for place in medical:
        yield from nouns[place]
    for _, words, pointers in _synsets(wordnet / "data.adj"):
        if any(kind == "\\" and target in medical for kind, target in pointers):
            yield from words


def _synsets(path: Path) -> Iterator[tuple[str, list[str], list[tuple[str, str]]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.partition(" | ")[0].split()
        end = 4 + 2 * int(fields[3], 16)
        pointers = [(fields[at], fields[at + 1]) for at in range(end + 1, end + 1 + 4 * int(fields[end]), 4)]
        yield fields[0], [re.sub(r"\(\w+\)$", "", word) for word in fields[4:end:2]], pointers


def medical_words(words: Iterable[str]) -> frozenset[str]:
    """Those of `words` that have a word's shape, with the plurals of typical ones and British spellings."""
    found = {word for word in words if _SHAPE.fullmatch(word) and len(word) >= _SHORTEST_MEDICAL}
    for shape, old, new in _MEDICAL_PLURALS:
        found |= {word.removesuffix(old) + new for word in found if shape.search(word)}
    for shape, british in _BRITISH_MEDICAL:
        found |= {shape.sub(british, word) for word in found}
    return frozenset(word for word in found if _SHAPE.fullmatch(word))


def edits(word: str) -> Iterator[str]:
    """All that is one insertion, deletion, substitution or swap away from `word`."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


class Judge:
    """Tells the words that stay from those that are more likely another word mistyped."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._usual = frozenset(sources.today[:USUAL])
        self._common = frozenset(sources.today[:_COMMON])
        self._today = frozenset(sources.today)

    def keeps(self, word: str) -> bool:
        """Whether `word` belongs into the list."""
        if word in self._today or "'" in word:
            return True
        return word not in SLIPS and (word in KEPT or not self._is_slip(word))

    def count(self, word: str) -> int:
        """How often `word` stands in the subtitles, or its American spelling; 0 if nowhere."""
        counts = self._sources.counts
        if word in counts:
            return counts[word] if counts[word] > _NO_COUNT else 0
        return max((counts.get(spelt, 0) for spelt in self._american(word)), default=0)

    def _american(self, word: str) -> Iterator[str]:
        """The usual words that `word` may be the British spelling of."""
        if word not in self._sources.british:
            return
        for british, american in _AMERICAN:
            at = word.find(british)
            while at >= 0:
                spelt = word[:at] + american + word[at + len(british) :]
                if len(british + american) > 2 and spelt in self._sources.sizes:  # noqa: PLR2004  not one letter for one
                    yield spelt
                at = word.find(british, at + 1)

    def _is_slip(self, word: str) -> bool:
        """Whether a rare `word` is one edit away from a usual one, and neither an inflected form nor medical."""
        if self._usual.isdisjoint(edits(word)):
            return False
        if word in self._sources.medical or self._is_inflected(word) or self._is_british(word):
            return False
        count, size = self.count(word), self._sources.sizes.get(word, _EXTRA)
        if not count:
            return size > _SMALL or len(word) <= 4  # noqa: PLR2004
        if count <= _FEW:
            return size > _MIDDLE or (size > _SMALL and len(word) <= 4)  # noqa: PLR2004
        return (size > _MIDDLE and len(word) <= 4) or (size > _SMALL and len(word) <= 3)  # noqa: PLR2004

    def _is_british(self, word: str) -> bool:
        return word not in self._sources.counts and any(spelt in self._today for spelt in self._american(word))

    def _is_inflected(self, word: str) -> bool:
        """Whether `word` is a plural, a form of a verb, an adverb or a superlative of a common word."""
        for ending, back in _INFLECTIONS:
            if word.endswith(ending):
                stem = word.removesuffix(ending) + back
                undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] and ending in {"ed", "ing", "est"} else stem
                if any(len(base) >= _SHORTEST_INFLECTED and base in self._common for base in (stem, undoubled)):
                    return True
        return False


def make(sources: Sources) -> tuple[list[str], list[str]]:
    """The list, and the words that were left out."""
    judge = Judge(sources)
    candidates = sources.sizes.keys() | sources.medical | {*CALENDAR.split(), *MODERN.split()}
    wanted = {*CALENDAR.split(), *MODERN.split(), *OWN_MEDICAL.split()} - SLIPS
    rest = candidates - set(sources.today)
    kept = {word for word in rest if word in wanted or judge.keeps(word)}

    def rank(word: str) -> tuple[int, int, str]:
        return -judge.count(word), sources.sizes.get(word, _EXTRA), word

    contractions = sorted(word for word in kept if "'" in word)
    others = sorted(kept.difference(contractions), key=rank)
    return [*sources.today, *contractions, *others], sorted(rest - kept)


def main() -> None:
    """Read the sources, write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("today", "lists", "wordnet", "counts", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--left-out", type=Path, help="write the words that were left out here")
    given = parser.parse_args()
    lines = given.today.read_text(encoding="utf-8").splitlines()
    today = list(islice((line for line in lines if line and not line.startswith("#")), KEPT_ORDER))
    with gzip.open(given.counts, "rt", encoding="utf-8") as file:
        counts: dict[str, int] = json.load(file)
    medical = medical_words([*read_medical(given.wordnet), *OWN_MEDICAL.split()])
    words, left_out = make(Sources(today, counts, read_scowl(given.lists), read_british(given.lists), medical))
    given.out.write_text("\n".join([HEADER, *words, ""]), encoding="utf-8")
    if given.left_out:
        given.left_out.write_text("\n".join([*left_out, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
