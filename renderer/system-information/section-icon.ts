import {
  type Icon,
  IconAccessible,
  IconBattery2,
  IconCamera,
  IconClock,
  IconCpu,
  IconDatabase,
  IconDeviceMobile,
  IconInfoSquare,
  IconLock,
  IconMovie,
  IconScreenShare,
  IconWifi,
  IconWorld,
} from '@tabler/icons-react';

const icons: readonly (readonly [RegExp, Icon])[] = [
  [/accessib/, IconAccessible],
  [/batter|power/, IconBattery2],
  [/codec|media|video/, IconMovie],
  [/camera|microphone/, IconCamera],
  [/permission|privacy/, IconLock],
  [/network|connect/, IconWifi],
  [/storage|quota|disk/, IconDatabase],
  [/display|screen|orientation/, IconScreenShare],
  [/memory|core|processor|performance/, IconCpu],
  [/local|language|time/, IconClock],
  [/browser|system|software/, IconWorld],
  [/device|model|hardware/, IconDeviceMobile],
];

/** The icon of a section by its identifier; sections a console does not know have one for all. */
export function sectionIcon(id: string): Icon {
  return icons.find(([words]) => words.test(id))?.[1] ?? IconInfoSquare;
}
