import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf, opensAtOnce } from '../../../../main/file-transfer/opens-at-once';

const file = { isFile: () => true, mode: 0o644 };
const platforms = ['win32', 'darwin', 'linux'] as const;

/** Endings browsers warn of, and others by which one press ran code or opened what does. */
const dangerous: Readonly<Record<string, string>> = {
  windows:
    'exe com scr pif bat cmd ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 cdxml vb vbe vbs vbscript js jse mjs ws wsc ' +
    'wsf wsh sct shb shs msc msh msh1 msh2 mshxml msh1xml msh2xml msi msp mst msu msix msixbundle appx appxbundle ' +
    'appinstaller ppkg cpl dll ocx sys drv efi fon ax cab chm chi hlp hta inf ins isp reg lnk url scf job its ad ade ' +
    'adp asp asx bas cfg cnf grp local manifest mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz ' +
    'accda accdb accde accdr mmc nsh ops partial pcd pdb pl plg prf prg pst rels rgs shtm sht shtml swf u3p vsd vsmacros ' +
    'vss vst vsw vxd website xbap xnk theme themepack deskthemepack library-ms search-ms searchconnector-ms ' +
    'settingcontent-ms appref-ms application gadget diagcab diagpkg rdp wsb img iso vhd vhdx udf wim printerexport ' +
    'mydocs maildmp desklink mapimail paf jar jnlp class slk iqy oqy rqy dqy xll xlam cer crt der p12 pfx',
  documents:
    'html htm mht mhtml xhtml xht shtml svg svgz xml xsl xslt xsd dtd doc docb docm docx dot dotm dotx xls xlsb xlsm ' +
    'xlsx xlt xltm xltx xlw ppt pptm pptx pot potm pps ppsm ppam sldm rtf one onepkg onetoc2 pub odt ods csv tsv eml ' +
    'msg ics vcf torrent webarchive json wmv wma asf m3u m3u8 pls',
  mac:
    'app action bundle command cdr dart dc42 definition dext dfont diskcopy42 dmg dmgpart dvdr dylib fileloc ftploc ' +
    'imgpart inetloc internetconnect ipa kext mailloc mobileconfig mpkg ndif networkconnect osas osax pax pkg prefpane ' +
    'qlgenerator saver scpt scptd applescript osascript service smi sparsebundle sparseimage sketchplugin terminal ' +
    'toast tool udif vncloc webloc workflow wdgt caction crash',
  linux:
    'desktop sh bash zsh csh ksh fish tcsh shar run bin out o a so elf appimage deb rpm snap flatpak flatpakref ' +
    'flatpakrepo service timer mount py pyc pyo pyw pyd rb php php3 phtml perl lua tcl awk cgi egg whl apk',
  archives:
    '7z ace arc arj bz2 bzip2 cpio gz gzip lha lzh lzma r01 rar tar taz tbz tbz2 tgz tlz txz tz xar xip xz z zip zipx',
};

describe('opensAtOnce', () => {
  for (const [kind, endings] of Object.entries(dangerous)) {
    test(`asks about every dangerous ending of ${kind}, however it is spelled`, () => {
      const missed = endings
        .split(' ')
        .flatMap((ending) =>
          [
            `a.${ending}`,
            `a.pdf.${ending}`,
            `a.${ending.toUpperCase()}`,
            `a.${ending}. .`,
            `.${ending}`,
          ].filter((name) => platforms.some((platform) => opensAtOnce(name, file, platform))),
        );
      expect(missed).toEqual([]);
    });
  }

  test.each(['a.png', 'b.JPEG', 'c.tar.txt', 'notes.md', 'bill.pdf', 'voice.m4a', 'clip.MP4', 'a.pdf. '])(
    '%s opens at once',
    (name) => {
      for (const platform of platforms) expect(opensAtOnce(name, file, platform)).toBe(true);
    },
  );

  test.each([
    'README',
    '.bashrc',
    'a.',
    'tool.exe:notes.txt',
    'a\u202etxt.exe',
    'a.tx\u200bt',
    'a.txt\u00a0',
    'a.pdf\n',
  ])('%o asks', (name) => {
    for (const platform of platforms) expect(opensAtOnce(name, file, platform)).toBe(false);
  });

  test('a file that its mode lets run asks where modes count', () => {
    const runnable = { ...file, mode: 0o755 };
    expect(platforms.map((platform) => opensAtOnce('a.txt', runnable, platform))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a folder opens at once only where it cannot be a program', () => {
    const folder = { isFile: () => false, mode: 0o755 };
    expect(opensAtOnce('Pictures', folder)).toBe(true);
    for (const name of ['Calculator.app', 'x.{ED7BA470-8E54-465E-825C-99712043E01C}', 'photo.png']) {
      expect(opensAtOnce(name, folder), name).toBe(false);
    }
  });

  test('an ending nobody has thought of asks', () => {
    const known = new Set(
      'png apng jpg jpeg jpe jfif gif webp avif bmp heic heif tif tiff txt text log md pdf mp3 m4a aac wav flac ogg oga opus weba amr mp4 m4v mov webm mkv ogv 3gp mpg mpeg'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(opensAtOnce(name, file, 'win32')).toBe(known.has(endingOf(name)) && !name.includes(':'));
      }),
    );
  });
});
