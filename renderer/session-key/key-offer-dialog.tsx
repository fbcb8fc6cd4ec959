import { Button, Group, Modal } from '@mantine/core';
import { generateSessionKey } from '../store/commands';
import { useAppDispatch } from '../store/store';

/** Offers to generate a session key, where a link asked for one: any web page can open such a link, so a person presses. */
export function KeyOfferDialog({ onClose }: { readonly onClose: () => void }) {
  const dispatch = useAppDispatch();
  const generate = () => {
    onClose();
    void dispatch(generateSessionKey());
  };
  return (
    <Modal opened onClose={onClose} title="Generate a session key?" size={440}>
      <p>A link asked for a new session key. A customer who has the key can ask to be connected to you.</p>
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="quiet" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button onClick={generate}>Generate session key</Button>
      </Group>
    </Modal>
  );
}
